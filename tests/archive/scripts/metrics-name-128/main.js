import { Trend } from "k6/metrics";
new Trend("a".repeat(128));
export default function () {}
