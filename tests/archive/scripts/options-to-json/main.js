export const options = { vus: 2, toJSON: undefined, tags: { a: "b" } };
export default function () {}
