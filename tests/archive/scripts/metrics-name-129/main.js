import { Trend } from "k6/metrics";
new Trend("a".repeat(129));
export default function () {}
