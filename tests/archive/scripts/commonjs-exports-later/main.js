exports.default = function () {};
setTimeout(() => {
  exports.options = { vus: 4 };
}, 5);
