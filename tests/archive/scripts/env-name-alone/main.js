export const options = { tags: { b: `[${__ENV.B}]`, type: typeof __ENV.B } };
export default function () {}
