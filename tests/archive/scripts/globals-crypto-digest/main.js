const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode("hello"));
const hex = [...new Uint8Array(hash)].map((b) => b.toString(16).padStart(2, "0")).join("");
export const options = { tags: { hex } };
export default function () {}
