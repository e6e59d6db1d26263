export * from "./settings.js";
export default function () {}
