export const load = () => require("./part/part.js").text;
