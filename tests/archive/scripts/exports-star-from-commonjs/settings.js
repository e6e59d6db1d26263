exports.options = { vus: 5 };
exports.setup = function () {};
