import { text } from "./part.js?v=2";
export const options = { tags: { text } };
export default function () {}
