const { read } = require("./sub/read.js");
exports.options = { tags: { text: read("./t.txt") } };
exports.default = function () {};
