import * as settings from "./settings.js";
export const options = {
  vus: settings.vus,
  tags: { keys: Object.keys(settings).join(), tag: Object.prototype.toString.call(settings), default: settings.default.name, missing: String(settings.missing) },
};
export default function () {}
