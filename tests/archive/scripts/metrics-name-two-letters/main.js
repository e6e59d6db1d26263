import { Trend } from "k6/metrics";
new Trend("tt");
export const options = { thresholds: { tt: ["avg<1"] } };
export default function () {}
