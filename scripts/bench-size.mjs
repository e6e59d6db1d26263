// How much the page loads, compressed: first what it needs to show itself, then what comes later.
// Usage: node scripts/bench-size.mjs [dist]. Exits 1 when the first load is over its limit.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const limit = 250_000;
const archiverLimit = 1_600_000;
const dist = process.argv[2] ?? "dist";
const page = readFileSync(join(dist, "index.html"), "utf8");
const base = page.match(/<base href="([^"]*)"/)[1];
const size = (name) => statSync(join(dist, `${name}.br`)).size;

// Everything the page names by itself, styles, icon and scripts, and the program that its boot script asks for: with it
// the page stands.
const first = ["index.html"];
for (const [, address] of page.matchAll(/<(?:link|script)[^>]*(?:href|src)="([^"]+)"/g)) {
  first.push(address.slice(base.length));
}
first.push(readdirSync(dist).find((name) => /^k6cfg-app-.*_bg\.wasm$/.test(name)));
const loaded = [...new Set(first)];

const all = readdirSync(dist, { recursive: true }).map(String).filter((name) => name.endsWith(".br"));
const later = all.map((name) => name.slice(0, -3)).filter((name) => !loaded.includes(name) && name !== "404.html");

const total = table("first load", loaded);
const next = (name) => /^k6cfg-(form|chunk|worker)/.test(name);
table("next, while one reads", later.filter(next));
table("when needed", later.filter((name) => !next(name)));
console.log(`first load ${kilobytes(total)} of ${kilobytes(limit)} (brotli)`);
// The engine of scripts is large, and loaded only when there is one.
const archiver = readdirSync(dist).find((name) => /^k6cfg-archiver.*\.wasm$/.test(name));
const zipped = gzipSync(readFileSync(join(dist, archiver)), { level: 9 }).length;
console.log(`scripts' engine ${kilobytes(zipped)} of ${kilobytes(archiverLimit)} (gzip)`);
process.exitCode = total > limit || zipped > archiverLimit ? 1 : 0;

function table(title, names) {
  const sum = names.reduce((bytes, name) => bytes + size(name), 0);
  console.log(`${title.padEnd(52)}${kilobytes(sum)}`);
  for (const name of names.sort((a, b) => size(b) - size(a))) {
    console.log(`  ${name.padEnd(50)}${kilobytes(size(name))}`);
  }
  return sum;
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(7)} KB`;
}
