const r = /(?i:a)b/;
export default function () {}
