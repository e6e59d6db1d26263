import { a } from "./a.js";
import { b } from "../b.js";
import { c } from "/root/c.js";
export const text = a + b + c;
