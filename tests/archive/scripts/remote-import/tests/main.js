import { randomItem } from "https://localhost:18443/k6-utils/1.4.0/index.js";
export const options = { vus: 1, iterations: 1, tags: { item: randomItem(["only"]) } };
export default function () {}
