import { a } from "https://localhost:18443/a/lib.js";
export const options = { tags: { a } };
export default function () {}
