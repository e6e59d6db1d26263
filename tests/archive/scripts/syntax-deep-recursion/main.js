const down = (n) => (n === 0 ? 0 : 1 + down(n - 1));
export const options = { tags: { depth: String(down(5000)) } };
export default function () {}
