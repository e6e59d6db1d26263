import { sleep } from "k6";
const http = require("k6/http");
export const options = { vus: 1, iterations: 1, tags: { get: typeof http.get, sleep: typeof sleep } };
export default function () {}
