Object.defineProperty(exports, "options", { value: { vus: 4 }, enumerable: false });
exports.default = function () {};
