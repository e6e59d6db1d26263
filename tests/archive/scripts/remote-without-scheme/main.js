import { a } from "//localhost:18443/lib.js";
export default function () {}
