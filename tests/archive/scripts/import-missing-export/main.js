import { missing } from "./lib.js";
export default function () {}
