const { greet } = require("./lib/greet.js");
exports.options = { tags: { greet } };
exports.default = function () {};
