export const options = { tags: { text: open(import.meta.resolve("./my data.txt")).trim() } };
export default function () {}
