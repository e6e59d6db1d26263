import { SharedArray } from "k6/data";
const list = new SharedArray("list", () => [3, 1, 2]);
export const options = {
  tags: {
    map: list.map((n) => n * 2).join(),
    filter: list.filter((n) => n > 1).join(),
    reduce: String(list.reduce((a, b) => a + b, 0)),
    find: String(list.find((n) => n < 3)),
    includes: String(list.includes(2)),
    slice: list.slice(1).join(),
    spread: Math.max(...list).toString(),
    sorted: [...list].sort().join(),
    entries: Object.entries(list).join(" "),
    keys: Object.keys(list).join(),
    in: String(1 in list) + String(9 in list),
    at: String(list.at(-1)),
    concat: list.concat([9]).join(),
    json: JSON.stringify(list),
    tag: Object.prototype.toString.call(list),
  },
};
export default function () {}
