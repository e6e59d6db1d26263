const one = require("./counter.js");
const two = require("./lib/../counter.js");
one.next();
exports.options = { tags: { same: String(one === two), count: String(two.next()) } };
exports.default = function () {};
