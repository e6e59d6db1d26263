const parts = [];
for (let i = 1; i <= 3; i++) parts.push(open(`./data/part-${i}.txt`).trim());
export const options = { vus: 1, iterations: 1, tags: { parts: parts.join() } };
export default function () {}
