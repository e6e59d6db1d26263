throw null;
export default function () {}
