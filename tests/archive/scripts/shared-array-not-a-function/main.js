import { SharedArray } from "k6/data";
const a = new SharedArray("a", [1, 2]);
export default function () {}
