import { sha256 } from "k6/crypto";
sha256("hello", "octal");
export default function () {}
