let threw = "no";
try {
  require("./nowhere.js");
} catch (e) {
  threw = e.name === undefined ? typeof e : "an error";
}
exports.options = { tags: { threw } };
exports.default = function () {};
