require("lodash");
exports.default = function () {};
