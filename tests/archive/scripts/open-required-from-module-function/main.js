import { load } from "./lib/load.js";
export const options = { tags: { text: load() } };
export default function () {}
