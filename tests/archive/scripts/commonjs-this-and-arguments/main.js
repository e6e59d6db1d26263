exports.options = {
  tags: {
    this: String(this === exports),
    module: String(module.exports === exports),
    keys: Object.keys(module).join(),
    count: String(arguments.length),
    require: typeof require,
    filename: typeof __filename,
  },
};
exports.default = function () {};
