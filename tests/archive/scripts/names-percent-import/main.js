import { rate } from "./a%20b.js";
export const options = { tags: { rate } };
export default function () {}
