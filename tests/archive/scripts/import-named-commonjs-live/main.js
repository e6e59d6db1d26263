import { count, add } from "./counter.js";
const before = count;
add();
export const options = { tags: { before: String(before), after: String(count) } };
export default function () {}
