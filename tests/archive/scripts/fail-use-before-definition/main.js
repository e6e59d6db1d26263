const a = b;
const b = 1;
export default function () {}
