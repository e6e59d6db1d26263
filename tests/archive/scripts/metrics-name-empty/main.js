import { Trend } from "k6/metrics";
new Trend("");
export default function () {}
