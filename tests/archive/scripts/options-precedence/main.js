export const options = { vus: 2, duration: "1m", tags: { s: "1" }, rps: 1 };
export default function () {}
