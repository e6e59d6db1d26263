const m = /b(?<c>c)/d.exec("abc");
export const options = { tags: { indices: JSON.stringify(m.indices) } };
export default function () {}
