const data = require("./data.json");
exports.default = function () {};
