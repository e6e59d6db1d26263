export const options = { scenarios: { buy: { executor: "per-vu-iterations", exec: "bye" } } };
export function buy() {}
