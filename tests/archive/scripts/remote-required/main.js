const { name } = require("https://localhost:18443/lib/name.js");
exports.options = { vus: 1, iterations: 1, tags: { name } };
exports.default = function () {};
