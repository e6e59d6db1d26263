import { next } from "./lib/counter.js";
import { next as again } from "./other/../lib/counter.js";
import { more } from "./other/more.js";
export const options = { tags: { seen: [next(), again(), more()].join() } };
export default function () {}
