const lib = require("./lib.js");
exports.options = { tags: { named: lib.named, default: lib.default, keys: Object.keys(lib).join(), tag: Object.prototype.toString.call(lib) } };
exports.default = function () {};
