import { SharedArray } from "k6/data";
const a = new SharedArray("", () => []);
export default function () {}
