import { SharedArray } from "k6/data";
import { other } from "./other.js";
const a = new SharedArray("data", () => ["second"]);
export const options = { tags: { a: a[0], other: other[0], same: String(a === other) } };
export default function () {}
