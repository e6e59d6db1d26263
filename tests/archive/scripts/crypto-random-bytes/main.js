import { randomBytes } from "k6/crypto";
const bytes = randomBytes(16);
const distinct = new Set([...new Uint8Array(randomBytes(256))]).size;
export const options = { tags: { type: Object.prototype.toString.call(bytes), length: String(bytes.byteLength), random: String(distinct > 50) } };
export default function () {}
