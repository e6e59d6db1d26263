import papa from "https://localhost:18443/papa/5.1/index.js";
export const options = { vus: 1, iterations: 1, tags: { rows: JSON.stringify(papa.parse(open("./a.csv").trim())) } };
export default function () {}
