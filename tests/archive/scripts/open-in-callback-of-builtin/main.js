import { readAll } from "./sub/read.js";
export const options = { tags: { text: readAll(["./a.txt", "./b.txt"]) } };
export default function () {}
