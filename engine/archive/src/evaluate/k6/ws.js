(function (host) {
  return { default: { connect: () => host.fail("WebSockets cannot be opened while the script is loaded") } };
})
