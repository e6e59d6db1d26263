import { a } from "https://localhost:18443/lib.js?x=1";
import { a as b } from "https://localhost:18443/lib.js";
export const options = { tags: { a, b } };
export default function () {}
