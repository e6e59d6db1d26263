const class = 1;
export default function () {}
