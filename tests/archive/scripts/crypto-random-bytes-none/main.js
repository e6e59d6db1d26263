import { randomBytes } from "k6/crypto";
randomBytes(0);
export default function () {}
