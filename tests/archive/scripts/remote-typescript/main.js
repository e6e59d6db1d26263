import { a } from "https://localhost:18443/lib.ts";
export const options = { tags: { a } };
export default function () {}
