"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.options = { vus: 2 };
exports.default = function () {};
