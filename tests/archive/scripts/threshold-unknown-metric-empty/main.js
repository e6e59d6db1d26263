export const options = { thresholds: { http_req_durations: [] } };
export default function () {}
