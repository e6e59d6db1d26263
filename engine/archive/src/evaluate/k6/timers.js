(function () {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
  return { named: { setTimeout, clearTimeout, setInterval, clearInterval } };
})
