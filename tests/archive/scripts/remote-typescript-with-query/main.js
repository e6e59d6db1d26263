import { a } from "https://localhost:18443/lib.ts?x=1";
export const options = { tags: { a } };
export default function () {}
