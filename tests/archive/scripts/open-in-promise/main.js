import { later } from "./sub/later.js";
export const options = { tags: {} };
later("./t.txt").then((text) => (options.tags.text = text));
export default function () {}
