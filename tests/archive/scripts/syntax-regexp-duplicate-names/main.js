const r = /(?<y>a)|(?<y>b)/;
export default function () {}
