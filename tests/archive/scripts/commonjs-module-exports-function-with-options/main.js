module.exports = function () {};
module.exports.options = { vus: 2 };
