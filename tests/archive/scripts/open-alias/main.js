const read = open;
const bound = globalThis.open.bind(null);
export const options = { tags: { a: read("./t.txt").trim(), b: bound("./t.txt").trim(), c: open.call({}, "./t.txt").trim() } };
export default function () {}
