const text = open("./latin1.txt");
export const options = { tags: { text, length: String(text.length), codes: [...text].map((c) => c.codePointAt(0).toString(16)).join(" ") } };
export default function () {}
