import { check } from "k6";
import { Trend } from "k6/metrics";
import type { Options } from "k6/options";
import { Environment, settings, type Settings } from "../settings.ts";
import { OrderBuilder } from "../lib/order-builder.ts";
import { users } from "../lib/users.ts";

const duration = new Trend("create_order_duration", true);
const builder = new OrderBuilder<{ lines: number }>({ lines: 2 });

export const options: Options = {
  vus: 1,
  iterations: settings.vus,
  thresholds: { create_order_duration: ["p(95)<1000"], checks: [{ threshold: "rate>0.9", abortOnFail: false }] },
  tags: { environment: Environment[settings.environment], first: users[0]!.name, order: builder.build().id },
};

export function setup(): Settings {
  return settings;
}

export default function (data: Settings): void {
  duration.add(5);
  check(data, { "has users": (d) => d.vus === 3 });
}
