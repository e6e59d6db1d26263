import { name } from "../lib/name.js";
export const options = { vus: 1, iterations: 1, tags: { name } };
export default function () {}
