export const options = { vus: 1, duration: "1m" };
export default function () {}
