import { text } from "./sub/part.js";
export const options = { tags: { text } };
export default function () {}
