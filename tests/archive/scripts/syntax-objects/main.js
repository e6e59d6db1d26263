const made = Object.fromEntries(new Map([["b", 1], ["a", 2]]));
const keys = { z: 1, 10: 1, 2: 1, a: 1, [Symbol.iterator]: 1 };
export const options = {
  tags: {
    entries: JSON.stringify(Object.entries(made)),
    order: Object.keys(keys).join(),
    own: `${Object.hasOwn?.(made, "a")} ${"toString" in made}`,
    assign: JSON.stringify(Object.assign({}, { a: 1 }, null, { b: 2 })),
    json: JSON.stringify({ u: undefined, n: null, d: new Date(0), nan: NaN, f() {}, nested: [undefined] }, null, 1),
    replacer: JSON.stringify({ a: 1, b: 2 }, ["b"]) + JSON.stringify({ a: 1 }, (k, v) => (k === "a" ? v + 1 : v)),
    reviver: JSON.stringify(JSON.parse('{"a":[1,2]}', (k, v) => (typeof v === "number" ? v * 2 : v))),
    getter: { get x() { return 5; } }.x.toString(),
    computed: { ["a" + "b"]: "c" }.ab,
    is: String(Object.is(-0, 0)),
    proto: String({ __proto__: { inherited: 1 } }.inherited),
  },
};
export default function () {}
