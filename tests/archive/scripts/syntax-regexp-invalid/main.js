const r = /(/;
export default function () {}
