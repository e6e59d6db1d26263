import { SharedArray } from "k6/data";
const a = new SharedArray("a", () => ({ length: 1, 0: "a" }));
export default function () {}
