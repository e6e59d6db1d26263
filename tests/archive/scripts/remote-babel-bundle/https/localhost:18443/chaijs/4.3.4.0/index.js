(() => {
  "use strict";
  var modules = {
    1: (module, exports, load) => {
      Object.defineProperty(exports, "__esModule", { value: !0 });
      exports.expect = void 0;
      exports.expect = (value) => ({ value });
      exports.sleep = load(2).sleep;
    },
    2: (module) => {
      module.exports = require("k6");
    },
  };
  var cache = {};
  function load(id) {
    var known = cache[id];
    if (known !== undefined) return known.exports;
    var made = (cache[id] = { exports: {} });
    modules[id](made, made.exports, load);
    return made.exports;
  }
  var entry = load(1);
  var target = exports;
  for (var name in entry) target[name] = entry[name];
  if (entry.__esModule) Object.defineProperty(target, "__esModule", { value: !0 });
  target.describe = function describe(name, run) {
    return run();
  };
})();
