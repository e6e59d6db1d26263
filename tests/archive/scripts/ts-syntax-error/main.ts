const vus: = 4;
export default function () {}
