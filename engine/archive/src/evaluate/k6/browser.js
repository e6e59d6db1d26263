(function (host) {
  const refuse = (name) => () => host.fail(`browser.${name}() cannot be called while the script is loaded`);
  const browser = {};
  for (const name of ["closeContext", "context", "isConnected", "newContext", "newPage", "userAgent", "version"]) browser[name] = refuse(name);
  const chromium = { executablePath: () => "", connectOverCDP: refuse("connectOverCDP"), launch: refuse("launch"), launchPersistentContext: refuse("launchPersistentContext"), name: () => "chromium" };
  const any = new Proxy({}, { get: (_, name) => (typeof name === "string" ? {} : undefined) });
  const networkProfiles = {
    "No Throttling": { latency: 0, download: -1, upload: -1 },
    "Fast 3G": { latency: 150, download: 1474560 / 8, upload: 675000 / 8 },
    "Slow 3G": { latency: 400, download: 400000 / 8, upload: 400000 / 8 },
  };
  return { default: { browser, chromium, devices: any, networkProfiles } };
})
