import { b } from "./b";
const c: string = b;
export default function () {}
