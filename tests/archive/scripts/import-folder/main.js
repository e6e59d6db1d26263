import { a } from "./lib";
export default function () {}
