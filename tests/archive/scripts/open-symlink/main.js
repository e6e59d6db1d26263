export const options = { vus: 1, iterations: 1, tags: { text: open("./data/current.txt").trim() } };
export default function () {}
