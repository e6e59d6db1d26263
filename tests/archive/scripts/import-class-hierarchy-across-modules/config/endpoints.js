const environment = (__ENV.API_ENVIRONMENT ?? "prod").toLowerCase();
const all = { prod: { orders: "https://orders.example.com" }, test: { orders: "https://orders.test.example.com" } };
if (!all[environment]) throw new Error(`no such environment: ${environment}`);
export const endpoints = all[environment];
