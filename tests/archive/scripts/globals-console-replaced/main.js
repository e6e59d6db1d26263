globalThis.console = { log: () => "mine", custom: () => "mine too" };
export const options = { tags: { log: String(console.log("x")), custom: console.custom() } };
export default function () {}
