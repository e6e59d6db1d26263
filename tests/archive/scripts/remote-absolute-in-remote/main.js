import { a } from "https://localhost:18443/one.js";
export const options = { tags: { a } };
export default function () {}
