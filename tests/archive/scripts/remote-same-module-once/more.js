import { next } from "https://localhost:18443/a/counter.js";
export const more = () => next();
