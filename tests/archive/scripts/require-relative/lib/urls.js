exports.base = require("./more/base.js").name;
