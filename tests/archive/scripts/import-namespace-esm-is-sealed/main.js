import * as settings from "./settings.js";
let threw = "no";
try {
  settings.vus = 4;
} catch (e) {
  threw = e.name;
}
export const options = { vus: settings.vus, tags: { threw } };
export default function () {}
