import { Counter } from "k6/metrics";
const a = new Counter("things");
const b = new Counter("things");
export const options = { thresholds: { things: ["count>1"] }, tags: { same: String(a === b) } };
export default function () {}
