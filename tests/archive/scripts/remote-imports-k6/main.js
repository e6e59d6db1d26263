import { get, errors } from "https://localhost:18443/client.js";
export const options = { vus: 1, iterations: 1, thresholds: { client_errors: ["count<1"] }, tags: { get: typeof get, name: errors.name } };
export default function () {}
