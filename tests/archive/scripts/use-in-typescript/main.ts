"use k6 >= 1.5";
const vus: number = 2;
export const options = { vus };
export default function (): void {}
