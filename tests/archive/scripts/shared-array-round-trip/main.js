import { SharedArray } from "k6/data";
const list = new SharedArray("list", () => [
  new Date(Date.UTC(2024, 1, 29)),
  { a: undefined, b: null, c: NaN, f() {}, d: [undefined, () => {}] },
  "text",
  5,
  null,
  true,
  new Map([["a", 1]]),
  { toJSON: () => "own" },
]);
export const options = { tags: { all: JSON.stringify(list), date: typeof list[0], keys: Object.keys(list[1]).join() } };
export default function () {}
