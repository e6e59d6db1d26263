import { SharedArray } from "k6/data";
const a = SharedArray("a", () => ["x"]);
export const options = { tags: { a: String(a) } };
export default function () {}
