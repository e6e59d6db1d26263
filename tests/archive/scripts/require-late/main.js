exports.default = function () {};
exports.options = { tags: {} };
setTimeout(() => {
  exports.options.tags.text = require("./lib/text.js").text;
}, 5);
