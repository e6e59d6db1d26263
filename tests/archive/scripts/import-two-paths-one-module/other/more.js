import { next } from "../lib/counter.js";
export const more = () => next();
