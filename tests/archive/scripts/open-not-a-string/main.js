export const options = { tags: { text: open({ toString: () => "./a.txt" }).trim() } };
export default function () {}
