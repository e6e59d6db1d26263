const a = require("./a.js");
exports.options = { tags: { a: a.name, b: a.other } };
exports.default = function () {};
