import { Trend } from "k6/metrics";
new Trend("http_req_duration", true);
export default function () {}
