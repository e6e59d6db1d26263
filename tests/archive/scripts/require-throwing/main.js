require("./broken.js");
exports.default = function () {};
