require("./lib/a.js");
exports.default = function () {};
