import { open } from "k6/experimental/fs";
const file = await open("./a.txt");
let text = "";
const buffer = new Uint8Array(4);
for (let count; (count = await file.read(buffer)) !== null; ) text += String.fromCharCode(...buffer.subarray(0, count));
export const options = { tags: { text: text.trim() } };
export default function () {}
