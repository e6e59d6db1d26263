import { read } from "./lib/read.js";
export const options = { tags: { text: read() } };
export default function () {}
