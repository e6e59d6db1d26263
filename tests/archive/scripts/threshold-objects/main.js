export const options = {
  thresholds: {
    checks: [
      { threshold: "rate>0.9", abortOnFail: true },
      { threshold: "rate>0.8", abortOnFail: true, delayAbortEval: "1m" },
      { threshold: "rate>0.7", abortOnFail: false, delayAbortEval: "1m" },
      { threshold: "rate>0.6" },
      "rate>0.5",
    ],
  },
};
export default function () {}
