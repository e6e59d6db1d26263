import "./a.js";
globalThis.order.push("main");
import "./b.js";
export const options = { tags: { order: globalThis.order.join() } };
export default function () {}
