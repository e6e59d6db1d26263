import "./c.js";
globalThis.order.push("a");
