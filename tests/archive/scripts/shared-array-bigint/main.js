import { SharedArray } from "k6/data";
const list = new SharedArray("list", () => [1n]);
export default function () {}
