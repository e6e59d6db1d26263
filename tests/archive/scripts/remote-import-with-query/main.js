import { a } from "https://localhost:18443/lib.js?x=1";
export const options = { vus: 1, iterations: 1, tags: { a } };
export default function () {}
