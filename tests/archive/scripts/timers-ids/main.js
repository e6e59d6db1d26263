const a = setTimeout(() => {}, 1);
const b = setTimeout(() => {}, 1);
clearTimeout(undefined);
clearTimeout(999);
clearTimeout(b);
export const options = { tags: { type: typeof a, different: String(a !== b) } };
export default function () {}
