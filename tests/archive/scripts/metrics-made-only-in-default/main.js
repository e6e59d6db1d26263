import { Counter } from "k6/metrics";
export const options = { thresholds: { late_counter: ["count>0"] } };
export default function () {
  new Counter("late_counter").add(1);
}
