export const options = { tags: { text: open("./what?.txt").trim() } };
export default function () {}
