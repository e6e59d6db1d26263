const text = open("./words.txt");
export const options = { vus: 1, iterations: 1, tags: { text: text.trim(), length: String(text.length), type: typeof text } };
export default function () {}
