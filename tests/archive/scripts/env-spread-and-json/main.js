const copy = { ...__ENV };
const { A, ...rest } = __ENV;
export const options = { tags: { a: A, rest: Object.keys(rest).join(), copied: copy.B, json: String(JSON.stringify(__ENV).length) } };
export default function () {}
