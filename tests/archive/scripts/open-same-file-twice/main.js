const text = open("./a.txt");
const bytes = open("./lib/../a.txt", "b");
export const options = { tags: { length: `${text.length} ${bytes.byteLength}` } };
export default function () {}
