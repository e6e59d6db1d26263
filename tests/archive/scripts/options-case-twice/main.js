export const options = { VUS: 3, vus: 2 };
export default function () {}
