import { Counter, Gauge, Rate, Trend } from "k6/metrics";
const orders = new Counter("orders");
const open_orders = new Gauge("open_orders");
const failed = new Rate("failed_orders");
const wait = new Trend("wait_time", true);
export const options = {
  vus: 1,
  iterations: 1,
  thresholds: {
    orders: ["count>0", "rate>=0"],
    open_orders: ["value>=0"],
    failed_orders: ["rate<0.5"],
    wait_time: ["p(95)<500", "avg<200", "min>=0", "med<1000", "max<10000"],
    "wait_time{kind:slow}": ["p(99.9)<1000"],
  },
};
export default function () {
  orders.add(1);
  open_orders.add(3);
  failed.add(false);
  wait.add(12);
}
