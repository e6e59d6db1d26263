const settings = __ENV.STAGE === "load" ? require("./load.js") : require("./smoke.js");
exports.options = settings.options;
exports.default = function () {};
