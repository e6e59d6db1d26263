import { SharedArray } from "k6/data";
const list = new SharedArray("list", () => [1, undefined, 3]);
export const options = { tags: { length: String(list.length), first: String(list[0]) } };
export default function () {}
