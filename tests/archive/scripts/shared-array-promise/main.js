import { SharedArray } from "k6/data";
const a = new SharedArray("a", () => Promise.resolve([]));
export default function () {}
