import { randomIntBetween } from "https://localhost:18443/k6-utils/1.4.0/index.js";
import { check } from "k6";
import http from "k6/http";
import { urls } from "../config.js";
export const options = { vus: 1, iterations: 1, thresholds: { checks: ["rate>0.9"] }, tags: { one: String(randomIntBetween(1, 1)), url: urls.at22 } };
export default function () {
  check(1, { "is one": (n) => n === 1 });
}
export { http };
