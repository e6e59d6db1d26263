export const options = { vus: 1, duration: 0 };
export default function () {}
