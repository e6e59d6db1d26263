export const options = { tags: { a: true } };
export default function () {}
