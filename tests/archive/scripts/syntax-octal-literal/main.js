exports.default = function () {};
exports.options = { vus: 010 };
