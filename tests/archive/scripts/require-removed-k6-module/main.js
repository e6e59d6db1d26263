require("k6/experimental/timers");
exports.default = function () {};
