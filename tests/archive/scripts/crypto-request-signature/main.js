import crypto from "k6/crypto";
const sign = (method, path, day) => crypto.hmac("sha256", __ENV.SECRET, `${method}\n${path}\n${day}`, "hex");
export const options = { tags: { signature: sign("GET", "/orders", "2024-01-31") } };
export default function () {}
