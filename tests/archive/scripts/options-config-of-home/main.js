export const options = { rps: 1 };
export default function () {}
