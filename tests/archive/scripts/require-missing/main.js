const lib = require("./nowhere.js");
exports.default = function () {};
