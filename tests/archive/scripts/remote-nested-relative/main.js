import { text } from "https://localhost:18443/lib/deep/index.js";
export const options = { vus: 1, iterations: 1, tags: { text } };
export default function () {}
