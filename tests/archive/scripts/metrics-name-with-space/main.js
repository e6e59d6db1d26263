import { Trend } from "k6/metrics";
new Trend("wait time");
export default function () {}
