// Archives made natively, against k6's own in the same run: each script of the corpus, one of many files, and one that
// reads a large CSV file with papaparse. Whole processes, one after the other, in turns.
// Usage: node benches/archives.mjs; K6 and K6CFG name the programs. Exits 1 when a ratio is over its limit.

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { args, here, input, k6, lay, names, read } from "../tests/archive/scripts/lib.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const k6cfg = resolve(process.env.K6CFG ?? `${root}target/release/k6cfg`);
const base = mkdtempSync(join(tmpdir(), "k6cfg-bench-"));
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Milliseconds of one process that must succeed. */
function timed(program, words, cwd, { env, stdin } = {}) {
  const own = { PATH: process.env.PATH, HOME: base, K6_NO_USAGE_REPORT: "true", K6_AUTO_EXTENSION_RESOLUTION: "false" };
  const start = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(program, words, { cwd, env: { ...own, ...env }, input: stdin ?? "" });
  const took = Number(process.hrtime.bigint() - start) / 1e6;
  if (error || status !== 0) throw error ?? new Error(`${program} ${words.join(" ")}: ${stderr}`);
  return took;
}

/** The median times of k6 and k6cfg for one script. */
function pair(folder, script, { words = (tar) => ["-O", tar], rounds, ...rest }) {
  const times = { k6: [], k6cfg: [] };
  for (let round = 0; round < rounds; round++) {
    times.k6.push(timed(k6, ["archive", ...words(join(base, "k6.tar")), script], folder, rest));
    times.k6cfg.push(timed(k6cfg, ["archive", script, ...words(join(base, "k6cfg.tar"))], folder, rest));
  }
  return { k6: median(times.k6), k6cfg: median(times.k6cfg) };
}

function report(what, { k6, k6cfg }, limit) {
  const ratio = k6cfg / k6;
  const figures = `k6cfg ${k6cfg.toFixed(1)} ms, k6 ${k6.toFixed(1)} ms: ratio ${ratio.toFixed(2)} (limit ${limit})`;
  console.log(`${what.padEnd(52)} ${figures}`);
  if (ratio > limit) process.exitCode = 1;
}

/** A test of a usual size: helpers in 25 files, 400 KB in all, options from the environment, test data. */
function usual(folder) {
  mkdirSync(join(folder, "lib"), { recursive: true });
  const names = Array.from({ length: 25 }, (_, at) => `part${at}`);
  for (const [at, name] of names.entries()) {
    const below = at > 0 ? `import * as other from "./${names[at >> 1 === at ? 0 : at >> 1]}.js";\n` : "";
    const functions = Array.from({ length: 60 }, (_, of) => `
/** Asks for page ${of} and checks what comes. */
export function get${of}(token, query) {
  const url = \`\${__ENV.BASE_URL}/api/v1/${name}/${of}?query=\${encodeURIComponent(query)}\`;
  const answer = http.get(url, { headers: { Authorization: "Bearer " + token }, tags: { name: "get${of}" } });
  check(answer, { "status is 200": (r) => r.status === 200 });
  return answer.json();
}
`);
    const head = `import http from "k6/http";\nimport { check } from "k6";\n${below}`;
    writeFileSync(join(folder, "lib", `${name}.js`), head + functions.join(""));
  }
  const people = Array.from({ length: 1000 }, (_, id) => ({ id, name: `person ${id}`, roles: ["reader", "writer"] }));
  writeFileSync(join(folder, "people.json"), JSON.stringify(people));
  writeFileSync(join(folder, "main.js"), `import { SharedArray } from "k6/data";
${names.map((name) => `import * as ${name} from "./lib/${name}.js";`).join("\n")}
const people = new SharedArray("people", () => JSON.parse(open("./people.json")));
export const options = { vus: Number(__ENV.VUS ?? 3), duration: "1m", tags: { people: String(people.length) } };
export default function () { part0.get0("t", people[0].name); }
`);
}

function table(folder) {
  mkdirSync(folder, { recursive: true });
  const papaparse = createRequire(`${root}tests/browser/package.json`).resolve("papaparse/papaparse.min.js");
  copyFileSync(papaparse, join(folder, "papaparse.js"));
  const rows = Array.from({ length: 20_000 }, (_, at) => `${at},"person ${at}",${at % 97}-${at % 89},"says ""hi"", ${at}"`);
  writeFileSync(join(folder, "people.csv"), `id,name,code,words\n${rows.join("\n")}\n`);
  writeFileSync(join(folder, "main.js"), `import { SharedArray } from "k6/data";
import papaparse from "./papaparse.js";
const people = new SharedArray("people", () => papaparse.parse(open("./people.csv"), { header: true, skipEmptyLines: true }).data);
if (people.length !== 20000) throw new Error("people: " + people.length);
export default function () {}
`);
}

try {
  const known = JSON.parse(readFileSync(join(here, "known.json"), "utf8"));
  const accepted = (name) => "entries" in JSON.parse(readFileSync(join(here, name, "k6.json"), "utf8"));
  const comparable = names().filter((name) => !read(name).remote && !known[name] && accepted(name));
  const corpus = comparable.filter((_, at) => at % 3 === 0);
  const all = corpus.map((name) => {
    const one = read(name);
    lay(name, join(base, name));
    return pair(join(base, name), one.script, { words: (tar) => args(one, tar), rounds: 3, env: one.env, stdin: input(name, one) });
  });
  const of = (who) => median(all.map((times) => times[who]));
  report(`the median of ${corpus.length} scripts of the corpus`, { k6: of("k6"), k6cfg: of("k6cfg") }, 0.5);
  usual(join(base, "usual"));
  // What counts is the median above; the largest of tests are to be no slower than k6.
  report("a script of 25 files, 400 KB", pair(join(base, "usual"), "main.js", { rounds: 11 }), 1);
  table(join(base, "table"));
  report("20,000 rows of CSV through papaparse", pair(join(base, "table"), "main.js", { rounds: 3 }), 10);
} finally {
  rmSync(base, { recursive: true, force: true });
}
