import vus, { rps as perSecond } from "./settings.js";
export const options = { vus, rps: perSecond };
export default function () {}
