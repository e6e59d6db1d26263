const r = /a/g;
const seen = [r.test("aa"), r.lastIndex, r.test("aa"), r.lastIndex, r.test("aa"), r.lastIndex];
export const options = { tags: { seen: seen.join(), symbol: "a-b".split({ [Symbol.split]: (text) => [text, "own"] }).join("|") } };
export default function () {}
