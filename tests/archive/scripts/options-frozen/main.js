export const options = Object.freeze({ vus: 1, iterations: 1, tags: Object.freeze({ a: "b" }) });
export default function () {}
