import { Counter } from "k6/metrics";
let threw = "no";
try {
  new Counter("bad name");
} catch (e) {
  threw = String(e).slice(0, 30);
}
export const options = { tags: { threw } };
export default function () {}
