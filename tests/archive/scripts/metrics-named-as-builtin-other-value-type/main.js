import { Trend } from "k6/metrics";
new Trend("http_req_duration");
export default function () {}
