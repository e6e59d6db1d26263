exports.default = function () {};
exports.options = { tags: { url: import.meta.resolve("./a.js") } };
