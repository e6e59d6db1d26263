module.exports = (vus) => ({ vus });
