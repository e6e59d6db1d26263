import metrics from "k6/metrics";
import encoding from "k6/encoding";
import crypto from "k6/crypto";
import data from "k6/data";
export const options = {
  tags: { metrics: Object.keys(metrics).sort().join(), encoding: Object.keys(encoding).sort().join(), crypto: Object.keys(crypto).sort().join(), data: Object.keys(data).join() },
};
export default function () {}
