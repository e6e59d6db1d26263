export const options = { vus: 1, iterations: 1, tags: { team: "orders" }, thresholds: { http_req_duration: ["p(95)<500"] } };
export default function () {}
