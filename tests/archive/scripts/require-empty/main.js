require("");
exports.default = function () {};
