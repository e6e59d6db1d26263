import { even } from "./even.js";
export const options = { tags: { even: String(even(10)), odd: String(even(7)) } };
export default function () {}
