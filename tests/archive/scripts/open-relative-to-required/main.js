const inner = require("./sub/deep/inner.js");
exports.options = { tags: { text: inner.text } };
exports.default = function () {};
