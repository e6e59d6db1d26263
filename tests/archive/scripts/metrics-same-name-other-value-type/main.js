import { Trend } from "k6/metrics";
new Trend("things");
new Trend("things", true);
export default function () {}
