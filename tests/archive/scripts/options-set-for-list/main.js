export const options = { summaryTrendStats: new Set(["avg", "max"]) };
export default function () {}
