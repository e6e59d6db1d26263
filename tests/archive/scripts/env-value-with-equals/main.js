export const options = { tags: { c: __ENV.C, d: `[${__ENV.D}]`, e: __ENV.E, last: __ENV.C2 } };
export default function () {}
