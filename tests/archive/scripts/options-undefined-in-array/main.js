export const options = { summaryTrendStats: ["avg", undefined] };
export default function () {}
