const set = new Set([1, 2, 2, 3]);
const proxy = new Proxy({}, { get: (_, name) => `got ${String(name)}`, has: () => true });
export const options = {
  tags: {
    set: [...set].join() + set.size,
    map: [...new Map([[NaN, "nan"], ["a", 1]])].join("|"),
    proxy: proxy.anything + ("x" in proxy),
    symbol: Symbol("a").description + String(Symbol.for("x") === Symbol.for("x")),
    tag: Object.prototype.toString.call({ [Symbol.toStringTag]: "Mine" }),
    weak: String(new WeakMap([[set, 1]]).get(set)),
    reflect: Reflect.ownKeys({ a: 1, [Symbol("s")]: 2 }).length.toString(),
    union: typeof Set.prototype.union,
  },
};
export default function () {}
