// Work that takes an engine some time.
const numbers = [];
for (let i = 0; i < 20000; i++) numbers.push((i * 7919) % 10007);
numbers.sort((a, b) => a - b);
const counts = new Map();
for (const n of numbers) counts.set(n % 10, (counts.get(n % 10) ?? 0) + 1);
export const options = { tags: { median: String(numbers[10000]), counts: [...counts.values()].join() } };
export default function () {}
