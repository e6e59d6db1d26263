globalThis.order = ["c"];
