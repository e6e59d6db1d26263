exports.options = { vus: 2 };
exports.default = function () {};
//# sourceMappingURL=maps/main.map
