export const options = { rps: Infinity };
export default function () {}
