exports.options = { vus: 2 };
exports.default = function () {};
//# sourceMappingURL=main.js.map
