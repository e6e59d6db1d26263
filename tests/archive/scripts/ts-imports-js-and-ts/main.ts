import { a } from "./lib/a.js";
import { b } from "./lib/b.ts";
const both: string = a + b;
export const options = { vus: 1, iterations: 1, tags: { both } };
export default function (): void {}
