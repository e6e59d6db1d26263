exports.text = "data";
