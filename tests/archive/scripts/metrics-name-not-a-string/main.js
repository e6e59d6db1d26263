import { Counter } from "k6/metrics";
const counter = new Counter({ toString: () => "from_object" });
export const options = { tags: { name: counter.name }, thresholds: { from_object: ["count>0"] } };
export default function () {}
