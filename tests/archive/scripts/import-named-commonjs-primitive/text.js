module.exports = "five!";
