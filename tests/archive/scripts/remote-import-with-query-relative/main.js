import { a } from "https://localhost:18443/a/lib.js?x=1";
export const options = { tags: { a } };
export default function () {}
