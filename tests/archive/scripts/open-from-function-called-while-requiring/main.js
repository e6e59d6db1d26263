const { text } = require("./a/uses.js");
exports.options = { tags: { text } };
exports.default = function () {};
