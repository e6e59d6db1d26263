"use k6 >= 1.0";
import { a } from "./lib/a.js";
export default function () {}
