!(function (root, factory) {
  "function" == typeof define && define.amd ? define([], factory) : "object" == typeof module && "undefined" != typeof exports ? (module.exports = factory()) : (root.Papa = factory());
})(this, function s() {
  "use strict";
  return {
    parse: function (text) {
      return text.split("\n").map(function (line) {
        return line.split(",");
      });
    },
  };
});
