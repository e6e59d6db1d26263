const key = await crypto.subtle.importKey("raw", new TextEncoder().encode("key"), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
const data = new TextEncoder().encode("data");
const signature = await crypto.subtle.sign("HMAC", key, data);
export const options = {
  tags: { hex: [...new Uint8Array(signature)].map((b) => b.toString(16).padStart(2, "0")).join(""), valid: String(await crypto.subtle.verify("HMAC", key, signature, data)), type: key.type },
};
export default function () {}
