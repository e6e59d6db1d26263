const text = open("./bom.txt");
export const options = { tags: { length: String(text.length), first: text.charCodeAt(0).toString(16) } };
export default function () {}
