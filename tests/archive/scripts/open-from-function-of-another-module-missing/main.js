import { read } from "./sub/m.js";
export const options = { tags: { text: read("./t.txt") } };
export default function () {}
