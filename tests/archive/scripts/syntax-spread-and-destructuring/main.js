const { a, b: { c = 5, ...others } = {}, ...rest } = { a: 1, b: { d: 2 }, e: 3, f: 4 };
const [first, , third = "x", ...tail] = "abcdef";
const merged = { ...rest, a, ...null, ...[9] };
export const options = { tags: { merged: JSON.stringify(merged), c: String(c), others: JSON.stringify(others), list: [first, third, ...tail].join(""), max: String(Math.max(...[1, 5, 3])) } };
export default function () {}
