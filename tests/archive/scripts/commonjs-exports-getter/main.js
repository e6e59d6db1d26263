Object.defineProperty(exports, "options", { enumerable: true, get: () => ({ vus: 4 }) });
exports.default = function () {};
