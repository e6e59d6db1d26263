import { SharedArray } from "k6/data";
export const options = { summaryTrendStats: new SharedArray("stats", () => ["avg", "max"]) };
export default function () {}
