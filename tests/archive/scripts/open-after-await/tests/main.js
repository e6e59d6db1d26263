import { text } from "./sub/m.js";
await Promise.resolve();
export const options = { tags: { text, own: open("./t.txt").trim() } };
export default function () {}
