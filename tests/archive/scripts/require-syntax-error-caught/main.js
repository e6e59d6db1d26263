let threw = "no";
try {
  require("./broken.js");
} catch (e) {
  threw = "yes";
}
exports.options = { tags: { threw } };
exports.default = function () {};
