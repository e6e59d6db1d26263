export const options = { thresholds: { "http_req_duration{name}": ["avg<1"] } };
export default function () {}
