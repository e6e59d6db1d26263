import { base } from "./../tests/./lib/../lib/base.js";
export const options = { tags: { base, text: open("./lib//../../tests/data.txt").trim() } };
export default function () {}
