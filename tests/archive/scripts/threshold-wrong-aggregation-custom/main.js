import { Counter } from "k6/metrics";
new Counter("things");
export const options = { thresholds: { things: ["avg<1"] } };
export default function () {}
