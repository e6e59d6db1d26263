exports.name = "b";
exports.other = require("./a.js").name;
