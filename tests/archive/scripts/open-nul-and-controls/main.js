const text = open("./odd.txt");
export const options = { tags: { length: String(text.length), text: JSON.stringify(text) } };
export default function () {}
