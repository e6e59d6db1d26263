exports.a = {;
