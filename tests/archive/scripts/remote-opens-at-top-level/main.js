import { text } from "https://localhost:18443/lib/read.js";
export const options = { tags: { text } };
export default function () {}
