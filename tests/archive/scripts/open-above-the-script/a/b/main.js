export const options = { tags: { text: open("../../shared/c.txt").trim() } };
export default function () {}
