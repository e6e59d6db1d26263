export var options = { vus: 7, duration: 30000 };
export default function () {}
