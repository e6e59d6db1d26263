throw 5;
export default function () {}
