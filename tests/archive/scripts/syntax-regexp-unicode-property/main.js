export const options = { tags: { letters: "blåbær 1".replace(/\p{L}/gu, "x"), not: "a1".replace(/\P{L}/gu, "x"), without_flag: "p{L}".replace(/\p{L}/, "x") } };
export default function () {}
