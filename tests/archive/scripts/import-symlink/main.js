import { next } from "./lib/counter.js";
import { next as linked } from "./linked.js";
export const options = { tags: { seen: [next(), linked(), next()].join() } };
export default function () {}
