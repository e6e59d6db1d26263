exports.vus = 3;
