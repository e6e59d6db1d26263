export const options = { tags: { text: open("./🚀.txt").trim() } };
export default function () {}
