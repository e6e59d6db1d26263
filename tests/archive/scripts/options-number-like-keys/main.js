export const options = { ext: { b: 1, 10: "ten", 9: "nine", a: 2 } };
export default function () {}
