export const options = { vus: 5.5 };
export default function () {}
