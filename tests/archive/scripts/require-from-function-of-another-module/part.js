exports.text = "at the top";
