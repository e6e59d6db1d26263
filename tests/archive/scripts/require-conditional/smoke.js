exports.options = { vus: 1 };
