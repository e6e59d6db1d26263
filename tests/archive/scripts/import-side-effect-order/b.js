globalThis.order.push("b");
