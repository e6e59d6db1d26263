export const options = { thresholds: { checks: [() => "rate>0.9"] } };
export default function () {}
