import { Counter } from "k6/metrics";
const counter = new Counter("things");
counter.add(1);
export default function () {}
