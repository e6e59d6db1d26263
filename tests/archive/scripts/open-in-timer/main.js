import { later } from "./sub/later.js";
export const options = { tags: {} };
later((text) => (options.tags.text = text));
export default function () {}
