(function (host) {
  const execution = {};
  const refused = {
    instance: "instance information is not there while the script is loaded",
    scenario: "scenario information is not there while the script is loaded",
    vu: "VU information is not there while the script is loaded",
  };
  for (const [name, message] of Object.entries(refused)) {
    Object.defineProperty(execution, name, { get: () => host.fail(message), enumerable: true });
  }
  const test = {};
  Object.defineProperty(test, "abort", { get: () => (message) => host.abort(message === undefined || message === null ? "" : String(message)), enumerable: true });
  Object.defineProperty(test, "fail", { get: () => () => host.fail("test.fail() cannot be called while the script is loaded"), enumerable: true });
  Object.defineProperty(test, "options", { get: () => host.fail("test options are not there while the script is loaded"), enumerable: true });
  Object.defineProperty(execution, "test", { get: () => test, enumerable: true });
  return { default: execution };
})
