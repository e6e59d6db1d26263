import { Trend } from "k6/metrics";
const thresholds = {};
for (const step of ["login", "search", "logout"]) {
  new Trend(`${step}_duration`, true);
  thresholds[`${step}_duration`] = [{ threshold: "p(95)<1000", abortOnFail: true, delayAbortEval: "10s" }];
}
export const options = { thresholds };
export default function () {}
