import { a } from "./nowhere.js";
export default function () {}
