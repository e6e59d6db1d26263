export const options = { tags: { a: String(open("./512.txt").length), b: String(open("./511.txt").length), c: String(open("./513.txt").length) } };
export default function () {}
