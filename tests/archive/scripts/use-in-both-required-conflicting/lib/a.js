"use k6 >= 1.5";
exports.a = 1;
