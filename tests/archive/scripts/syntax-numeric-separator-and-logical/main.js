export const options = { vus: 1_0, rps: 0 || 5, duration: null ?? "10s" };
export default function () {}
