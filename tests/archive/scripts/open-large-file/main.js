const text = open("./large.txt");
export const options = { tags: { length: String(text.length), end: text.slice(-3).trim() } };
export default function () {}
