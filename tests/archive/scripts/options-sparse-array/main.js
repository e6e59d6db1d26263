const stats = ["avg"];
stats[2] = "max";
export const options = { summaryTrendStats: stats };
export default function () {}
