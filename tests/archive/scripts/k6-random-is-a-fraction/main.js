const numbers = Array.from({ length: 100 }, () => Math.random());
export const options = { tags: { all: String(numbers.every((n) => n >= 0 && n < 1)), different: String(new Set(numbers).size > 90) } };
export default function () {}
