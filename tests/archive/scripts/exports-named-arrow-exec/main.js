export const options = { scenarios: { buy: { executor: "per-vu-iterations", exec: "buy" } } };
export const buy = async () => {};
