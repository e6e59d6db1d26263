const faker = require("k6/x/faker");
exports.options = { tags: { type: typeof faker } };
exports.default = function () {};
