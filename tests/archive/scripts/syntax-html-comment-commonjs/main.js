<!-- a comment of old
exports.default = function () {};
