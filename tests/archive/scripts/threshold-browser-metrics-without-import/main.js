export const options = { thresholds: { browser_web_vital_lcp: ["p(75)<2500"] } };
export default function () {}
