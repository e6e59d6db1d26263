export const options = { ext: { a: new Error("b") } };
export default function () {}
