exports.read = (name) => open(name).trim();
