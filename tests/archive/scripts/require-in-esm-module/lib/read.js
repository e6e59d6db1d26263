const { text } = require("./text.js");
export const read = () => text;
