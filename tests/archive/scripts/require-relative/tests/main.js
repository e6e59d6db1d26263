const { base } = require("../lib/urls.js");
const data = require("./data.js");
exports.options = { tags: { base, data: data.text } };
exports.default = function () {};
