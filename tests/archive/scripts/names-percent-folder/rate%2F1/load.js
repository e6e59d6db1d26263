export const options = { tags: { text: open("./data.txt").trim() } };
export default function () {}
