import { greet } from "./lib/greet.js";
export const options = { tags: { greet } };
export default function () {}
