import { a } from "./lib.js";
export const options = { tags: { a, source: open("./lib.js").trim() } };
export default function () {}
