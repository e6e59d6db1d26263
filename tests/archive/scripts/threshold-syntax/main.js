export const options = { thresholds: { http_req_duration: ["p(95) is 500"] } };
export default function () {}
