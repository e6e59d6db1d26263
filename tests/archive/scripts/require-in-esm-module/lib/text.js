exports.text = "required";
