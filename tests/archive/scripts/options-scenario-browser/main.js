export const options = {
  scenarios: { ui: { executor: "shared-iterations", vus: 1, iterations: 1, options: { browser: { type: "chromium" } } } },
};
export default async function () {}
