function* numbers() {
  const got = yield 1;
  yield* [got, 3];
  return 4;
}
const it = numbers();
const seen = [it.next().value, it.next(2).value, it.next().value, JSON.stringify(it.next())];
const object = {
  *[Symbol.iterator]() {
    yield "a";
    yield "b";
  },
};
export const options = { tags: { seen: seen.join(" "), all: [...object].join() } };
export default function () {}
