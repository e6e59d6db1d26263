exports.options = { vus: 50 };
