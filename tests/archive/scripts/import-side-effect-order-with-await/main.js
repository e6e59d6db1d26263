import "./a.js";
import "./b.js";
export const options = { tags: { order: globalThis.order.join() } };
export default function () {}
