import * as self from "./main.js";
export const options = { tags: { keys: Object.keys(self).join() } };
export default function () {}
