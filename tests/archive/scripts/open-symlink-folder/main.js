export const options = { tags: { text: open("./current/a.txt").trim() } };
export default function () {}
