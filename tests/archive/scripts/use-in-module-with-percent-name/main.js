import { a } from "./my lib/a%2B.js";
export default function () {}
