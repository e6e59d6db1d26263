const vus: number = 4;
exports.vus = vus;
