exports.options = { vus: 1 };
exports.default = function () {};
setTimeout(() => {
  exports.options.vus = 4;
}, 5);
