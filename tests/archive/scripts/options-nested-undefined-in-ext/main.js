export const options = { ext: { a: { b: undefined, c: null, d: [undefined, 1] } } };
export default function () {}
