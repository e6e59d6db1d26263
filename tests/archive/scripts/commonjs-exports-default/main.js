exports.options = { vus: 1, iterations: 1, tags: { kind: "commonjs" } };
exports.default = function () {};
exports.setup = () => ({});
