import { Rate } from "k6/metrics";
export const options = { thresholds: { late: ["rate<0.1"] } };
setTimeout(() => new Rate("late"), 5);
export default function () {}
