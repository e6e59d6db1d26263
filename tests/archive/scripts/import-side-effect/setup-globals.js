globalThis.team = "orders";
