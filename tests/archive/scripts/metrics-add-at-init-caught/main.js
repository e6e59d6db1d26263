import { Counter } from "k6/metrics";
const counter = new Counter("things");
let threw = "no";
try {
  counter.add(1);
} catch (e) {
  threw = "yes";
}
export const options = { tags: { threw } };
export default function () {}
