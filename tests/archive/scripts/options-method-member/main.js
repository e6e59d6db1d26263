export const options = { vus: 2, describe() {} };
export default function () {}
