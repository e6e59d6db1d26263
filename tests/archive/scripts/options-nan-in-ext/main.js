export const options = { ext: { a: { b: 0 / 0 } } };
export default function () {}
