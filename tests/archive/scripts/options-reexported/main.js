export { small as options } from "./settings.js";
export default function () {}
