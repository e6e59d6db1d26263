import http = require("k6/http");
const vus: number = 2;
export const options = { vus, tags: { get: typeof http.get } };
export default function () {}
