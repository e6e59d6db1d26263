import { a } from "https://localhost:18443/a/lib.js?version=1.2&min=true";
export const options = { tags: { a } };
export default function () {}
