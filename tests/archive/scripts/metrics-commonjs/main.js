const { Trend } = require("k6/metrics");
const wait = new Trend("waiting");
exports.options = { thresholds: { waiting: ["avg<5"] } };
exports.default = function () {};
