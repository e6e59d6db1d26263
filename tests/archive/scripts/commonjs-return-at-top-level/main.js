exports.default = function () {};
exports.options = { vus: 2 };
return;
exports.options = { vus: 3 };
