import { createHash } from "k6/crypto";
createHash("sha3");
export default function () {}
