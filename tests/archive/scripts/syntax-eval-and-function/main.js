const indirect = eval;
export const options = { vus: new Function("a", "return a + 1")(2), tags: { eval: String(indirect("1 + 2")), direct: String(eval("'x' + 'y'")) } };
export default function () {}
