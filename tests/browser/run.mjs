// Runs the browser tests against a server of their own.
// Usage: node run.mjs [test file…]. K6CFG_SERVER and K6CFG_PAGE name another program and page,
// K6CFG_URL a server that already runs; K6CFG_PROFILE the platform profile, in place of the built-in one.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { grow } from "./lib/grown.mjs";
import { startServer } from "./lib/server.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.K6CFG_SERVER ?? `${root}target/release/k6cfg-server`;
const page = resolve(process.env.K6CFG_PAGE ?? `${root}dist`);

await mkdir(`${here}out`, { recursive: true });
const profile = process.env.K6CFG_PROFILE ? `${here}out/profile.yaml` : undefined;
if (profile) await grow(resolve(process.env.K6CFG_PROFILE), profile);
const named = process.argv.slice(2);
const all = (await readdir(here)).filter((name) => name.endsWith(".test.mjs")).sort();
const server = process.env.K6CFG_URL
  ? { url: process.env.K6CFG_URL, stop: async () => {} }
  : await startServer(program, { page, profile, log: `${here}out/server.log` });
try {
  // One file at a time: two browsers on two cores make every time limit a guess.
  const tests = spawn(process.execPath, ["--test", "--test-reporter=spec", "--test-concurrency=1", ...(named.length ? named : all)], {
    cwd: here,
    stdio: "inherit",
    env: { ...process.env, K6CFG_URL: server.url, K6CFG_PAGE: page, K6CFG_PROFILE: profile ?? "" },
  });
  const [code] = await once(tests, "exit");
  process.exitCode = code ?? 1;
} finally {
  await server.stop();
}
