export const options = { ext: { a: /b/ } };
export default function () {}
