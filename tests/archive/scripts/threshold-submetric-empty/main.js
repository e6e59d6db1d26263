export const options = { thresholds: { "http_req_duration{}": ["avg<1"] } };
export default function () {}
