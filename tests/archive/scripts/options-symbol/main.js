export const options = { tags: { a: Symbol("b") } };
export default function () {}
