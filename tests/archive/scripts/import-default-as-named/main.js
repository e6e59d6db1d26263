import { default as vus } from "./settings.js";
export const options = { vus };
export default function () {}
