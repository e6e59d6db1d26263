open("");
export default function () {}
