export const options = { thresholds: { "http_reqs{a:b}": ["p(95)<1"] } };
export default function () {}
