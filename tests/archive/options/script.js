import { Counter, Gauge, Rate, Trend } from "k6/metrics";

new Counter("my_counter");
new Gauge("my_gauge");
new Rate("my_rate");
new Trend("my_trend");

export default function () {}
export function other() {}
export const number = 3;
