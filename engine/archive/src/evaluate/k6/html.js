(function (host) {
  return { default: { parseHTML: () => host.fail("parseHTML() is not available while a test is read for its archive") } };
})
