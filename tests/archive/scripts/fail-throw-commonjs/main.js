exports.default = function () {};
throw new RangeError("out of range");
