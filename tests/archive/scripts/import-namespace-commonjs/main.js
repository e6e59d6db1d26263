import * as settings from "./settings.js";
export const options = {
  vus: settings.vus,
  tags: { keys: Object.keys(settings).join(), default: typeof settings.default, same: String(settings.default === settings), missing: String(settings.missing) },
};
export default function () {}
