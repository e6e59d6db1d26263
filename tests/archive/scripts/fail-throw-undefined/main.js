throw undefined;
export default function () {}
