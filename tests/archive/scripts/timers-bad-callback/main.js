setTimeout("options.vus = 5", 5);
export default function () {}
