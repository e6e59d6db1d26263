import { a } from "./a.js";
export const options = { tags: { a } };
export default function () {}
