let message = "";
try {
  require("./broken.js");
} catch (e) {
  message = String(e);
}
exports.options = { tags: { message } };
exports.default = function () {};
