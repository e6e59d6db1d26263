export const options = { tags: { text: open("./100%.txt").trim() } };
export default function () {}
