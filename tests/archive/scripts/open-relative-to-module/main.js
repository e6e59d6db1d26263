import { text } from "./sub/m.js";
export const options = { tags: { text } };
export default function () {}
