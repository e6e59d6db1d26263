import { check, nothing } from "k6";
import { get, getJson } from "k6/http";
import exec, { scenario } from "k6/execution";
export const options = { tags: { check: typeof check, nothing: typeof nothing, get: typeof get, getJson: typeof getJson, exec: typeof exec } };
export default function () {
  return scenario;
}
