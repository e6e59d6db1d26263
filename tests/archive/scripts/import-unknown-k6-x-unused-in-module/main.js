import { name } from "./lib/person.js";
export default function () {}
