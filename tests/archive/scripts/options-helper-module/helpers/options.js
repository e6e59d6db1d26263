const breakpoint = __ENV.BREAKPOINT === "true";
export function createOptions(labels) {
  const thresholds = {};
  for (const label of labels) {
    thresholds[`http_req_duration{name:${label}}`] = [];
    thresholds[`http_reqs{name:${label}}`] = [];
  }
  const scenario = breakpoint
    ? { executor: "ramping-arrival-rate", stages: [{ duration: "10m", target: 100 }], preAllocatedVUs: 10 }
    : { executor: "constant-vus", vus: 10, duration: "2m" };
  return {
    scenarios: { default: scenario },
    thresholds,
    summaryTrendStats: ["avg", "p(99)", "count"],
    tags: { environment: __ENV.ENVIRONMENT },
  };
}
