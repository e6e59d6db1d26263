import { next } from "./counter.js";
const { next: required } = require("./counter.js");
export const options = { tags: { seen: [next(), required(), next()].join() } };
export default function () {}
