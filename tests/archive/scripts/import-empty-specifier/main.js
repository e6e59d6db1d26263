import "";
export default function () {}
