import { SharedArray } from "k6/data";
const list = new SharedArray("list", () => [1, undefined, 3]);
export const options = { tags: { second: String(list[1]) } };
export default function () {}
