import("./a.js");
export default function () {}
