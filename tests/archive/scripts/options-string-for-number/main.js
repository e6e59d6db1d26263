export const options = { vus: "5", rps: "10" };
export default function () {}
