import { Counter } from "k6/metrics";
const counter = new Counter("things");
let assigned = "fine";
try {
  counter.name = "other";
} catch (e) {
  assigned = e.name;
}
export const options = {
  tags: {
    name: counter.name,
    keys: Object.keys(counter).join(),
    add: typeof counter.add,
    json: JSON.stringify(counter),
    instance: String(counter instanceof Counter),
    assigned,
  },
};
export default function () {}
