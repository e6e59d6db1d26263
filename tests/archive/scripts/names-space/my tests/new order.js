import { greet } from "./shared lib/greet.js";
export const options = { tags: { greeting: greet() } };
export default function () {}
