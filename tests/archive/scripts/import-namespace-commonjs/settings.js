exports.vus = 3;
exports.rps = 4;
