// What Lighthouse says of each screen, from a plain static host under a path, as on a slow phone (150 ms, 1.6 Mbit/s, a
// quarter of this processor). Of several rounds the middle one counts.
// Usage: node benches/lighthouse.mjs [dist] [screen…]. Exits 1 when a figure is over its limit, and names what it lacks.

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveStatic } from "../tests/browser/lib/static.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const base = "/k6cfg/";
const categories = ["performance", "accessibility", "best-practices", "seo"];
const limits = { score: 98, interactive: 1500 };
const rounds = 3;
const [dist = `${root}dist`, ...named] = process.argv.slice(2);
const screens = named.length ? named : ["configure", "scripts", "secrets", "preview", "submit", "runs"];

const folder = mkdtempSync(join(tmpdir(), "k6cfg-lighthouse-"));
let host, browser;
try {
  execFileSync(process.execPath, [`${root}web/site/site.mjs`, dist, join(folder, "site"), base], { stdio: "inherit" });
  host = await serveStatic(join(folder, "site"), { base, endings: true, compressed: true });
  browser = await launch({
    chromePath: process.env.K6CFG_CHROMIUM ?? "/usr/bin/chromium",
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  });
  console.log(row("screen", [...categories, "interactive"]));
  console.log(row("limit", [...categories.map(() => limits.score), `${limits.interactive} ms`]));
  for (const screen of screens) await judge(screen);
} finally {
  browser?.kill();
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function judge(screen) {
  const results = [];
  for (let round = 0; round < rounds; round++) results.push(await measure(screen));
  const scores = categories.map((name) => Math.round(middle(results, (result) => result.categories[name].score) * 100));
  const interactive = middle(results, (result) => result.audits.interactive.numericValue);
  console.log(row(screen, [...scores, `${interactive.toFixed(0)} ms`]));
  for (const line of lacking(results)) console.log(`    ${line}`);
  if (scores.some((score) => score < limits.score) || interactive > limits.interactive) process.exitCode = 1;
}

async function measure(screen) {
  const address = host.url + (screen === "configure" ? "" : screen);
  const { lhr } = await lighthouse(address, { port: browser.port, logLevel: "error", onlyCategories: categories });
  if (lhr.runtimeError) throw new Error(`${screen}: ${lhr.runtimeError.message}`);
  return lhr;
}

function middle(results, figure) {
  return results.map(figure).sort((a, b) => a - b)[Math.floor(results.length / 2)];
}

function row(name, cells) {
  return name.padEnd(12) + cells.map((cell) => String(cell).padStart(16)).join("");
}

/** Each audit that counts and is not at its best in most rounds, with what it complains of. */
function lacking(results) {
  const { categories } = results[0];
  const counted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  return [...new Set(counted.map(({ id }) => id))].flatMap((id) => {
    const all = results.map(({ audits }) => audits[id]).filter(({ score }) => score !== null).sort((a, b) => a.score - b.score);
    const audit = all[Math.floor(all.length / 2)];
    if (!audit || audit.score >= 0.98) return [];
    const items = (audit.details?.items ?? []).map(where).join("; ");
    return [`${id} ${audit.score} ${audit.displayValue ?? ""} ${items}`.trimEnd()];
  });
}

function where({ node, source, sourceLocation, description, url, ...other }) {
  const words = [node?.snippet, description, sourceLocation?.url ?? url].filter(Boolean);
  return words.join(" ") || JSON.stringify(other).slice(0, 200);
}
