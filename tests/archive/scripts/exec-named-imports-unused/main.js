import exec, { vu, scenario, instance, test } from "k6/execution";
export const options = { vus: 1, iterations: 1 };
export default function () {
  if (exec.vu.idInTest !== 1 || scenario.name !== "default") throw new Error("not as expected");
  return [vu, instance, test];
}
