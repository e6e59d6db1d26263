const outer = require("./a/outer.js");
exports.options = { tags: { outer: outer.own, inner: outer.inner.text } };
exports.default = function () {};
