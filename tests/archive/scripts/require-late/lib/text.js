exports.text = "late";
