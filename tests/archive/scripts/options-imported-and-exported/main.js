import { options } from "./settings.js";
export { options };
export default function () {}
