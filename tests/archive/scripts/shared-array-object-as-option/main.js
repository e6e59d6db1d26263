import { SharedArray } from "k6/data";
const plans = new SharedArray("plans", () => [{ vus: 3, tags: { a: "b" } }]);
export const options = plans[0];
export default function () {}
