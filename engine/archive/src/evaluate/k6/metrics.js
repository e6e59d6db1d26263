(function (host) {
  const metric = (kind) =>
    function (name, isTime) {
      name = name === undefined ? "" : String(name);
      host.metric(name, kind, Boolean(isTime));
      const made = {};
      Object.defineProperty(made, "name", { value: name, enumerable: true });
      made.add = () => host.fail("values cannot be added to metrics while the script is loaded");
      return made;
    };
  return { named: { Counter: metric("Counter"), Gauge: metric("Gauge"), Rate: metric("Rate"), Trend: metric("Trend") } };
})
