const faker = require("k6/x/faker");
exports.options = { tags: { name: String(faker.name) } };
exports.default = function () {};
