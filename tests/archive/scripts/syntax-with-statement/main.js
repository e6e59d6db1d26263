with ({ a: 1 }) {
}
exports.default = function () {};
