import * as metrics from "k6/metrics";
const make = (kinds) => Object.entries(kinds).map(([name, kind]) => new metrics[kind](name).name);
const made = make({ orders_total: "Counter", orders_open: "Gauge", orders_wait: "Trend", orders_failed: "Rate" });
export const options = { tags: { made: made.join() }, thresholds: { orders_total: ["count>0"], orders_open: ["value<5"], orders_wait: ["med<10"], orders_failed: ["rate<0.1"] } };
export default function () {}
