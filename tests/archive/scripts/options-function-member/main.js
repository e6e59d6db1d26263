export const options = { vus: 2, tags: { a: () => "b" } };
export default function () {}
