export const options = { vus: 2, duration: undefined, tags: undefined, thresholds: { checks: ["rate>0.9"] }, rps: undefined };
export default function () {}
