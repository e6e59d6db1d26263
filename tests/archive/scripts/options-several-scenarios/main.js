export const options = {
  scenarios: {
    zeta: { executor: "per-vu-iterations", vus: 2, iterations: 3, exec: "buy" },
    alpha: { executor: "constant-arrival-rate", rate: 10, timeUnit: "1s", duration: "30s", preAllocatedVUs: 5, exec: "browse", startTime: "5s", tags: { kind: "read" }, env: { A: "1" } },
    mid: { executor: "shared-iterations", vus: 1, iterations: 2, exec: "buy" },
  },
};
export function buy() {}
export function browse() {}
