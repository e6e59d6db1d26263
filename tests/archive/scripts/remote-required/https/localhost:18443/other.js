exports.other = "other";
