exports.name = require("./part.js").part + require("../other.js").other;
