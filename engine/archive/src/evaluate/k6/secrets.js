(function (host) {
  const source = () => ({ get: () => Promise.reject(host.error("no secret sources are configured")) });
  return { default: { ...source(), source }, named: {} };
})
