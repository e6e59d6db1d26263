import { Trend } from "k6/metrics";
new Trend("måling");
export default function () {}
