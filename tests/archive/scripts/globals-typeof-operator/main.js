export const options = {
  tags: {
    url: typeof URL,
    fetch: typeof fetch,
    iter: typeof __ITER,
    vu: `${typeof __VU} ${__VU}`,
    env: typeof __ENV,
    require: typeof require,
    this: typeof this,
    undefined: typeof nothingAtAll,
  },
};
export default function () {}
