const environment = __ENV.API_ENVIRONMENT;
const all = { prod: {}, test: {} };
if (!all[environment]) throw new Error(`no such environment: ${environment}`);
export const endpoints = all[environment];
