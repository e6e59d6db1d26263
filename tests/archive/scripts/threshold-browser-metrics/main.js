import { browser } from "k6/browser";
export const options = { thresholds: { browser_web_vital_lcp: ["p(75)<2500"], browser_http_req_failed: ["rate<0.1"], browser_data_sent: ["count>0"] } };
export default async function () {}
