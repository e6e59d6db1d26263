(function (host) {
  return {
    named: {
      SharedArray: function (name, make) {
        name = String(name);
        if (name === "") host.fail("a SharedArray needs a name");
        if (host.isAsync(make)) host.fail("the function of a SharedArray cannot be async");
        if (typeof make !== "function") host.fail("the second argument of SharedArray must be a function");
        return host.shared(name, () => {
          const array = make();
          if (!Array.isArray(array)) host.fail("only arrays can be made into a SharedArray");
          return Array.from(array, (item) => String(JSON.stringify(item)));
        });
      },
    },
  };
})
