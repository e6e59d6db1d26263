import { b } from "./b.ts";
export const options = { tags: { b } };
export default function () {}
