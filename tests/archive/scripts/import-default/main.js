import settings from "./settings.js";
export const options = settings;
export default function () {}
