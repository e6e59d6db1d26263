import { Counter } from "k6/metrics";
new Counter("http_req_duration");
export default function () {}
