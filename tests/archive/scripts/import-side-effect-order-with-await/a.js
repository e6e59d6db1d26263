globalThis.order = ["a before"];
await new Promise((done) => setTimeout(done, 10));
globalThis.order.push("a after");
export {};
