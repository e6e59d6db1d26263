import settings, { other } from "./settings.js";
export const options = { vus: settings.vus, tags: { other } };
export default function () {}
