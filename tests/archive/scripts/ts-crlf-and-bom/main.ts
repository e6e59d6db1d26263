import type { A } from "./a.ts";
const vus: number = 2;
export const options = { vus };
export default function (a: A): void {}
