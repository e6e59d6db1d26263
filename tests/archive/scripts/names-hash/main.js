export const options = { tags: { text: open("./issue#7.txt").trim() } };
export default function () {}
