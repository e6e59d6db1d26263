exports.default = { vus: 9 };
exports.other = "named";
