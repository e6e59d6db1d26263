let threw = "no";
try {
  require("https://localhost:18443/nowhere.js");
} catch (e) {
  threw = "yes";
}
exports.options = { tags: { threw } };
exports.default = function () {};
