export const options = { tags: { text: open("./a\\b.txt").trim() } };
export default function () {}
