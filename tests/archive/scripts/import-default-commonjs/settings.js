module.exports = { vus: 3 };
