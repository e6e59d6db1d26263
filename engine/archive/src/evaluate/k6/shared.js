// Arrays that no one can change: each look at an item makes it anew from its JSON.
(function () {
  const arrays = new Map();
  const freeze = (value) => {
    if (value === null || typeof value !== "object") return value;
    Object.freeze(value);
    Object.values(value).forEach((inner) => Object.isFrozen(inner) || freeze(inner));
    return value;
  };
  const refuse = () => {
    throw new TypeError("SharedArray is immutable");
  };
  const index = (key) => (typeof key === "string" && /^(0|[1-9][0-9]*)$/.test(key) ? Number(key) : -1);
  const wrap = (texts) => {
    const item = (i) => (texts[i] === "undefined" ? JSON.parse(texts[i]) : freeze(JSON.parse(texts[i])));
    const target = [];
    target.length = texts.length;
    return new Proxy(target, {
      get(target, key, receiver) {
        const i = index(key);
        if (i >= 0) return i < texts.length ? item(i) : undefined;
        return Reflect.get(target, key, receiver);
      },
      has: (target, key) => (index(key) >= 0 ? index(key) < texts.length : Reflect.has(target, key)),
      ownKeys: () => [...texts.keys()].map(String).concat("length"),
      getOwnPropertyDescriptor(target, key) {
        const i = index(key);
        if (i < 0) return Reflect.getOwnPropertyDescriptor(target, key);
        return i < texts.length ? { value: item(i), writable: true, enumerable: true, configurable: true } : undefined;
      },
      set: refuse,
      deleteProperty: refuse,
      defineProperty: refuse,
    });
  };
  return (name, texts) => {
    if (!arrays.has(name)) arrays.set(name, texts());
    return wrap(arrays.get(name));
  };
})
