"use k6 >= 1.0";
require("./lib/a.js");
exports.default = function () {};
