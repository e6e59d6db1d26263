/* A small CSV parser in the universal form: for AMD, CommonJS and a global. */
(function (root, factory) {
  if (typeof define === "function" && define.amd) define([], factory);
  else if (typeof module === "object" && typeof exports !== "undefined") module.exports = factory();
  else root.Csv = factory();
})(this, function () {
  "use strict";
  function strip(text) {
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }
  function rows(text) {
    var all = [];
    var row = [];
    var at = 0;
    text = text.replace(/\r\n/g, "\n").replace(/\r/g, "\n");
    while (at < text.length) {
      var end;
      if (text[at] === '"') {
        end = at;
        do end = text.indexOf('"', end + 1);
        while (text[end + 1] === '"' && (end += 1));
        row.push(text.substring(at + 1, end).replace(/""/g, '"'));
        at = end + 1;
      } else {
        var comma = text.indexOf(",", at);
        var line = text.indexOf("\n", at);
        end = Math.min(comma < 0 ? text.length : comma, line < 0 ? text.length : line);
        row.push(text.substring(at, end));
        at = end;
      }
      if (text[at] !== ",") {
        all.push(row);
        row = [];
      }
      at += 1;
    }
    return all;
  }
  function parse(text, config) {
    var all = rows(strip(text));
    if (!config || !config.header) return { data: all, meta: {} };
    var fields = all.shift();
    var data = all.map(function (row) {
      return fields.reduce(function (made, field, i) {
        made[field] = row[i];
        return made;
      }, {});
    });
    return { data: data, meta: { fields: fields } };
  }
  return { parse: parse, version: "1.0" };
});
