const { vus } = require("./settings.ts");
exports.options = { vus };
exports.default = function () {};
