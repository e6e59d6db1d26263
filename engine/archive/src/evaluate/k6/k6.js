(function (host) {
  return {
    named: {
      check: () => host.fail("check() cannot be called while the script is loaded"),
      group: () => host.fail("group() cannot be called while the script is loaded"),
      fail: (message) => host.fail(String(message)),
      sleep: (seconds) => host.sleep(Number(seconds) || 0),
      randomSeed() {},
    },
  };
})
