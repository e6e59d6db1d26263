import { Trend } from "k6/metrics";
new Trend("things", "yes");
new Trend("things", 1);
new Trend("others", 0);
new Trend("others", null);
export default function () {}
