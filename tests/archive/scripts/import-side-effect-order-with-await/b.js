globalThis.order.push("b");
export {};
