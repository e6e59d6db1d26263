import { Counter, Trend } from "k6/metrics";
new Counter("things");
new Trend("things");
export default function () {}
