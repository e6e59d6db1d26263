import { file } from "./lib/file.js";
const buffer = new Uint8Array(9);
await file.read(buffer);
export const options = { tags: { text: String.fromCharCode(...buffer) } };
export default function () {}
