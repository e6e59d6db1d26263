export const options = { tags: { a: undefined, b: "c" } };
export default function () {}
