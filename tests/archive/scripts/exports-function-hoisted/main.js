export { run as default };
export const options = { tags: { type: typeof run } };
function run() {}
