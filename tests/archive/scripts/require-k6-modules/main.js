const { sleep, check } = require("k6");
const http = require("k6/http");
const { SharedArray } = require("k6/data");
const metrics = require("k6/metrics");
const words = new SharedArray("words", () => ["a", "b"]);
exports.options = { vus: 1, iterations: 1, tags: { sleep: typeof sleep, check: typeof check, get: typeof http.get, words: words.join(), trend: typeof metrics.Trend } };
exports.default = function () {};
