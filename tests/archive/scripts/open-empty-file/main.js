export const options = { tags: { text: `[${open("./empty.txt")}]`, bytes: String(open("./empty.txt", "b").byteLength) } };
export default function () {}
