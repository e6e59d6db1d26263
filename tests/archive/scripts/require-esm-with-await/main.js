const lib = require("./lib.js");
exports.options = { tags: { named: String(lib.named) } };
exports.default = function () {};
