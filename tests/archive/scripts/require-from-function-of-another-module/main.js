import { load } from "./lib/load.js";
export const options = { tags: { text: load("./part.js").text } };
export default function () {}
