import { Trend } from "k6/metrics";
new Trend("2xx_responses");
export default function () {}
