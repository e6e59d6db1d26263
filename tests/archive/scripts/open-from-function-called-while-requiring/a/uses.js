const { read } = require("../b/read.js");
exports.text = read("./t.txt");
