open("./a.js");
export default function () {}
