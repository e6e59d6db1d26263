import { read } from "https://localhost:18443/read.js";
export const options = { tags: { text: read("./a.txt") } };
export default function () {}
