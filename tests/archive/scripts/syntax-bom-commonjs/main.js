exports.default = function () {};
