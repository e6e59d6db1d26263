Promise.resolve(1).then(() => {
  throw new TypeError("in a callback");
});
export default function () {}
