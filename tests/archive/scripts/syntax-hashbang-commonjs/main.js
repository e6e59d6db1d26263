#!/usr/bin/env -S k6 run
exports.default = function () {};
