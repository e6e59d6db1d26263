undeclared = 5;
exports.default = function () {};
