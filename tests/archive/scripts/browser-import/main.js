import { browser, devices, networkProfiles, Locator } from "k6/browser";
export const options = {
  tags: { browser: typeof browser, devices: typeof devices, device: String(devices["iPhone X"] !== undefined), networks: Object.keys(networkProfiles).sort().join(), missing: typeof Locator },
};
export default async function () {}
