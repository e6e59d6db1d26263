export const options = { tags: { text: open("data/a.txt").trim() } };
export default function () {}
