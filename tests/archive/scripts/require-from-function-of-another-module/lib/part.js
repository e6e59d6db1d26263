exports.text = "in lib";
