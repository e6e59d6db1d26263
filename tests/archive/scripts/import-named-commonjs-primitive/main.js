import text, { length } from "./text.js";
export const options = { tags: { text: String(text), type: typeof text, length: String(length) } };
export default function () {}
