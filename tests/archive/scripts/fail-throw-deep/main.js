import { a } from "./lib/a.js";
a();
export default function () {}
