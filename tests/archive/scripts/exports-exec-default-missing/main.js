export const options = { scenarios: { buy: { executor: "per-vu-iterations" } } };
export function buy() {}
