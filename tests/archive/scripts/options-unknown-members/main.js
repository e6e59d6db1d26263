export const options = { vus: 2, vuss: 3, scenario: { a: 1 } };
export default function () {}
