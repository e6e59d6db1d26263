import { text } from "./middle/m.js";
export const options = { tags: { text } };
export default function () {}
