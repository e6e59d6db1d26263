exports.text = () => "a " + require("./b.js").text();
exports.name = "of a";
