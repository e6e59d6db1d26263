exports.inner = require("./b/inner.js");
exports.own = open("./t.txt").trim();
