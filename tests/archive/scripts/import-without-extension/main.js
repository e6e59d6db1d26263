import { a } from "./lib/a";
export default function () {}
