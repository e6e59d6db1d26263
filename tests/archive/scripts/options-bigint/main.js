export const options = { vus: 5n };
export default function () {}
