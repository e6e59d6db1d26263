(function (host) {
  const statuses = ["OK", "Canceled", "Unknown", "InvalidArgument", "DeadlineExceeded", "NotFound", "AlreadyExists", "PermissionDenied", "ResourceExhausted", "FailedPrecondition", "Aborted", "OutOfRange", "Unimplemented", "Internal", "Unavailable", "DataLoss", "Unauthenticated"];
  const named = {};
  statuses.forEach((status, code) => (named[`Status${status}`] = code));
  ["Unknown", "Serving", "NotServing", "ServiceUnkown"].forEach((health, code) => (named[`HealthCheck${health}`] = code));
  const refuse = (name) => () => host.fail(`grpc ${name} cannot be used while the script is loaded`);
  named.Client = function Client() {
    const client = {
      load(paths, ...files) {
        return host.protos(Array.from(paths ?? [], String), files.map(String));
      },
      loadProtoset(path) {
        host.bytes(String(path));
        return [];
      },
      close() {},
    };
    for (const name of ["connect", "invoke", "asyncInvoke", "healthCheck"]) client[name] = refuse(name);
    return client;
  };
  named.Stream = function Stream() {
    host.fail("a grpc Stream cannot be opened while the script is loaded");
  };
  return { named };
})
