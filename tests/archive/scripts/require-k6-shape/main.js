const k6 = require("k6");
const http = require("k6/http");
const exec = require("k6/execution");
const crypto = require("k6/crypto");
exports.options = {
  tags: {
    k6: Object.keys(k6).sort().join(),
    http: String("default" in http),
    exec: Object.keys(exec).sort().join(),
    crypto: String("default" in crypto) + String("__esModule" in crypto),
    same: String(require("k6") === k6),
  },
};
exports.default = function () {};
