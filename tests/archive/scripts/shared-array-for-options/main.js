import { SharedArray } from "k6/data";
const labels = new SharedArray("labels", () => ["Create", "Get", "Delete"]);
const thresholds = {};
for (const label of labels) thresholds[`http_req_duration{name:${label}}`] = ["p(95)<1000"];
export const options = { vus: labels.length, thresholds };
export default function () {}
