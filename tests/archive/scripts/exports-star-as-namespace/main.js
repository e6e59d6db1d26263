export * as options from "./settings.js";
export default function () {}
