const format = new Intl.NumberFormat("nb-NO");
export default function () {}
