require("k6/nothing");
exports.default = function () {};
