import { text } from "./part.js#second";
export const options = { tags: { text } };
export default function () {}
