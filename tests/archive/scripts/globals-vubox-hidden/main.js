export const options = { tags: { keys: Object.keys(globalThis).sort().join() } };
export default function () {}
