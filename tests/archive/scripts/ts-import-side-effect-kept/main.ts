import "./globals.ts";
const order: string = (globalThis as any).order;
export const options = { tags: { order } };
export default function () {}
