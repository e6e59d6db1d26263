const a = require("./a.js");
exports.options = { tags: { text: a.text() } };
exports.default = function () {};
