import crypto, { createHash } from "k6/crypto";
const hasher = createHash("sha256");
hasher.update("hel");
hasher.update("lo");
const first = hasher.digest("hex");
hasher.update("!");
export const options = { tags: { first, more: hasher.digest("base64"), same: crypto.sha256("hello", "hex"), returned: String(crypto.createHash("md5").update("a")) } };
export default function () {}
