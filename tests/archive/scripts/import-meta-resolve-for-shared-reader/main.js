import { read } from "./lib/read.js";
export const options = { tags: { text: read(import.meta.resolve("./data/a.txt")) } };
export default function () {}
