module.exports = { name: "here" };
