// What the benches in a real browser share.

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { chromium } = createRequire(`${root}tests/browser/package.json`)("playwright-core");
const { startServer } = await import(`${root}tests/browser/lib/server.mjs`);

/** Runs `body(page, url)` on a page of the built program. */
export async function inBrowser(dist, body) {
  const program = process.env.K6CFG_SERVER ?? `${root}target/release/k6cfg-server`;
  const server = await startServer(program, { page: dist ?? `${root}dist`, log: "/dev/null" });
  const browser = await chromium.launch({
    executablePath: process.env.K6CFG_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await body(page, server.url);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Prints median and 95th percentile beside the limit; says in the exit code whether the named one is over it. */
export function report(what, times, { limit, judged }) {
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  const figures = { median: at(0.5), high: at(0.95) };
  console.log(`${what}: median ${figures.median.toFixed(1)} ms, 95 % ${figures.high.toFixed(1)} ms (limit ${limit} ms, ${judged})`);
  if (figures[judged] > limit) process.exitCode = 1;
}
