export const options = { vus: 2, [Symbol("mine")]: 1 };
export default function () {}
