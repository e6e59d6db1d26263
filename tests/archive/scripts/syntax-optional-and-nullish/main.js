const a = { b: { c: () => "called" }, zero: 0 };
let d = null;
d ??= "assigned";
let e = 1;
e &&= 2;
let f = 0;
f ||= 3;
export const options = { tags: { call: a?.b?.c?.(), none: String(a.x?.y.z), zero: String(a.zero ?? 5), assigned: d + e + f, index: String(a?.["zero"]) } };
export default function () {}
