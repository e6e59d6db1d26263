exports.greet = "hello";
