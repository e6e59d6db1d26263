__ENV.A = undefined;
__ENV.B = null;
__ENV.C = { toString: () => "object" };
export const options = { tags: { a: __ENV.A, b: __ENV.B, c: __ENV.C, types: [typeof __ENV.A, typeof __ENV.B, typeof __ENV.C].join() } };
export default function () {}
