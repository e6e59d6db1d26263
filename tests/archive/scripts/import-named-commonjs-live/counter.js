exports.count = 1;
exports.add = () => {
  exports.count += 1;
};
