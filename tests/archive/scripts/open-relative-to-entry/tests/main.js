export const options = { tags: { text: open("./t.txt").trim() } };
export default function () {}
