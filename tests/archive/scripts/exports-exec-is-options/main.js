export const options = { scenarios: { buy: { executor: "per-vu-iterations", exec: "options" } } };
export default function () {}
