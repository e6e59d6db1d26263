import { SharedArray } from "k6/data";
const a = new SharedArray("a", () => {});
export default function () {}
