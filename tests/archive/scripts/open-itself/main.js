export const options = { tags: { first: open("./main.js").split("\n")[1] } };
export default function () {}
