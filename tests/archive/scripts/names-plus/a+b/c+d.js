import { sum } from "./lib+more/sum.js";
export const options = { tags: { sum, text: open("./e+f.txt").trim() } };
export default function () {}
