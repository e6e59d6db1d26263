import { Trend } from "k6/metrics";
new Trend("a".repeat(130));
export default function () {}
