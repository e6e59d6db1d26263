// What real k6 makes of options: runs it on every case of the *.json files beside this one and writes down its answer.
//
//   node record.mjs [FILE.json…]           records anew
//   node record.mjs --check [FILE.json…]   fails where k6 answers something else
//
// A case has any of `config` (the text of --config), `script` (what the script exports as options), `env`, and `flags`
// (pairs of name and value). `k6` is the answer: the lines of metadata.json's options that differ from those of a script
// without options, or the error; `load` is what `k6 inspect` says the test needs. K6 names the program, else it is on PATH.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const script = readFileSync(join(here, "script.js"), "utf8");
const k6 = process.env.K6 ?? "k6";

function start(args, cwd, env) {
  return new Promise((done, failed) => {
    const child = spawn(k6, args, { cwd, env: { PATH: process.env.PATH, HOME: cwd, ...env } });
    let [out, err] = ["", ""];
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (err += data));
    child.on("error", failed);
    child.on("close", (code) => done({ code, out, err }));
  });
}

/** Flags that may stand without a value. */
const alone = /^(-p|-w|--(paused|throw|http-debug|insecure-skip-tls-verify|discard-response-bodies|no-[a-z-]+))$/;

/** `-u 5`, `--vus=5`, `--paused`. */
function flag([name, value]) {
  if (value === "" && alone.test(name)) return [name];
  return name.startsWith("--") ? [`${name}=${value}`] : [name, value];
}

function message(err) {
  const errors = [...err.matchAll(/level=error msg=("(?:[^"\\]|\\.)*"|\S+)/g)].map((m) => (m[1].startsWith('"') ? JSON.parse(m[1]) : m[1]));
  const text = errors.length > 0 ? errors.join("\n") : (err.split("\n").find((line) => line.startsWith("fatal error")) ?? "k6 crashed");
  return text
    .replace(/could not initialize 's.js': could not load JS test '[^']*': /, "")
    .replace(/parsing options from script got error while parsing "(?:[^"\\]|\\.)*": /, "")
    .replaceAll("\n\t", "\n");
}

/** The members of the options, each as its lines. */
function members(metadata) {
  const lines = metadata.split("\n");
  const found = [];
  for (const line of lines.slice(lines.indexOf('  "options": {') + 1, lines.indexOf("  },", lines.indexOf('  "options": {')))) {
    if (/^ {4}[^ \]}]/.test(line)) found.push(line.slice(4));
    else found[found.length - 1] += `\n${line.slice(4)}`;
  }
  return found.map((member) => member.replace(/,$/, ""));
}

async function ask(one, folder) {
  mkdirSync(folder, { recursive: true });
  const options = one.script === undefined ? "" : `export const options = ${JSON.stringify(one.script)};\n`;
  writeFileSync(join(folder, "s.js"), script + options);
  const given = [];
  if (one.config !== undefined) {
    writeFileSync(join(folder, "c.json"), one.config);
    given.push("--config", "c.json");
  }
  const tar = join(folder, "out.tar");
  rmSync(tar, { force: true });
  const made = await start(["archive", "-O", "out.tar", ...given, ...(one.flags ?? []).flatMap(flag), "s.js"], folder, one.env);
  if (made.code !== 0 || !existsSync(tar)) return { error: message(made.err) };
  const bytes = readFileSync(tar);
  const size = parseInt(bytes.subarray(124, 136).toString(), 8);
  const answer = { set: members(bytes.subarray(512, 512 + size).toString()) };
  if (one.flags === undefined) {
    const { out } = await start(["inspect", "--execution-requirements", ...given, "s.js"], folder, one.env);
    const [, duration, vus] = out.match(/"totalDuration": "([^"]*)",\s*"maxVUs": (\d+)/) ?? [];
    if (duration !== undefined) answer.load = { duration, vus: Number(vus) };
  }
  return answer;
}

async function all(cases) {
  const base = mkdtempSync(join(tmpdir(), "k6cfg-options-"));
  const none = await ask({}, join(base, "0"));
  let next = 0;
  const answers = [];
  const worker = async (_, at) => {
    while (next < cases.length) {
      const i = next++;
      answers[i] = await ask(cases[i], join(base, String(at)));
      const { set } = answers[i];
      if (set) answers[i].set = set.filter((member) => !none.set.includes(member));
    }
  };
  await Promise.all(Array.from({ length: cpus().length }, worker));
  rmSync(base, { recursive: true });
  return answers;
}

const args = process.argv.slice(2);
const check = args[0] === "--check";
const named = args.slice(check ? 1 : 0);
const files = named.length > 0 ? named : readdirSync(here).filter((name) => name.endsWith(".json")).map((name) => join(here, name));
let other = 0;
for (const file of files) {
  const cases = JSON.parse(readFileSync(file, "utf8"));
  const answers = await all(cases);
  const lines = cases.map((one, i) => {
    const { k6: before, ...inputs } = one;
    if (check && JSON.stringify(before) !== JSON.stringify(answers[i])) {
      other += 1;
      console.error(`${basename(file)}: ${JSON.stringify(inputs)}\n  recorded ${JSON.stringify(before)}\n  now      ${JSON.stringify(answers[i])}`);
    }
    return JSON.stringify({ ...inputs, k6: answers[i] });
  });
  if (!check) writeFileSync(file, `[\n${lines.join(",\n")}\n]\n`);
  console.log(`${basename(file)}: ${cases.length} cases`);
}
process.exitCode = other > 0 ? 1 : 0;
