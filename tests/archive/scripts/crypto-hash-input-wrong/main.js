import { sha256 } from "k6/crypto";
sha256(5, "hex");
export default function () {}
