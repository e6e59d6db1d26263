import { hmac } from "k6/crypto";
hmac("sha3", "key", "data", "hex");
export default function () {}
