import { count } from "./counter.js";
count = 5;
export default function () {}
