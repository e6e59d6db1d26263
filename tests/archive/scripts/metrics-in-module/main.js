import { record } from "./lib/metrics.js";
export const options = { thresholds: { token_errors: ["count<5"] } };
export default function () {
  record();
}
