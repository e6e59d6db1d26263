function run(n) {
  return n;
}
export default run.bind(null, 1);
