export const options = { ext: { a: { bytes: new Uint8Array([1, 2, 3]).buffer } } };
export default function () {}
