exports.text = () => "b " + require("./a.js").name;
