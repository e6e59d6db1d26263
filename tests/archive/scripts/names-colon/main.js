export const options = { tags: { text: open("./08:30.txt").trim() } };
export default function () {}
