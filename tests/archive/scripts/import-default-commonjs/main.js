import settings from "./settings.js";
export const options = { vus: settings.vus };
export default function () {}
