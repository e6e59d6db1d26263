export const options = { thresholds: { http_req_failed: ["p(95)<1"] } };
export default function () {}
