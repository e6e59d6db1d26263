import { b } from "./b.js";
const c: string = b;
export default function () {}
