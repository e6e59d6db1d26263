export const options = { thresholds: { http_req_durations: ["avg<1"] } };
export default function () {}
