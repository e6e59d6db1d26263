export const options = { scenarios: { buy: { executor: "per-vu-iterations", vus: 1, iterations: 1, exec: "buy" } } };
export function buy() {}
