module.exports = {
  default() {},
  options: { vus: 1, iterations: 1 },
};
