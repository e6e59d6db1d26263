export const options = new Map([["vus", 3]]);
export default function () {}
