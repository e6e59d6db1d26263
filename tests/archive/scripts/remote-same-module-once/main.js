import { next } from "https://localhost:18443/a/counter.js";
import { next as again } from "https://localhost:18443/b/../a/counter.js";
import { more } from "./more.js";
export const options = { tags: { seen: [next(), again(), more()].join() } };
export default function () {}
