// What real k6 makes of scripts: runs `k6 archive` on every case, the folders beside this file, and writes down its answer.
//
//   node record.mjs [CASE…]           records anew
//   node record.mjs --check [CASE…]   fails where k6 answers something else
//
// A case is a folder with its files, and `case.json`: `script` names the script; `config` (the file for --config), `env` (of
// the process), `flags` (pairs of name and value, the value empty where there is none), `stdin` (the file given on the standard input) may be there. With `remote`
// the files below `https/localhost:18443/` are served from there; a query is part of a file's name. `run` says that the
// archive can also be run, once and without a network.
//
// `k6.json` is the answer: what is in the archive, with its metadata parsed, or the error. The folder that k6 ran in stands
// there as the root. K6 names the program, else it is on PATH.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { args, certificate, entries, here, input, k6, lay, names, read, serving, sha256, start } from "./lib.mjs";

const base = mkdtempSync(join(tmpdir(), "k6cfg-scripts-"));
const tls = certificate(base);

function message(err, folder) {
  const errors = [...err.matchAll(/level=error msg=("(?:[^"\\]|\\.)*"|\S+)/g)].map((m) => (m[1].startsWith('"') ? JSON.parse(m[1]) : m[1]));
  const text = errors.length > 0 ? errors.join("\n") : (err.split("\n").find((line) => /^(panic|fatal error):/.test(line)) ?? "k6 crashed");
  // Of a conflict k6 names the module and constraint that it happens to come to last.
  const settled = text.replace(/use directives in "[^"]*": (already have constraint for "[^"]*").*/, "use directives: $1");
  return rooted(settled.split("\ngoroutine ")[0], folder);
}

/** A text in which the folder of the case is the root. */
const rooted = (text, folder) => text.replaceAll(`${folder}/`, "/").replaceAll(folder, "/");

function answer(tar, folder) {
  const above = folder.slice(1).split("/").map((_, i, parts) => `file/${parts.slice(0, i + 1).join("/")}`);
  const all = entries(tar);
  const kept = all.filter(({ name, type }) => type !== "folder" || !above.includes(name));
  return {
    entries: kept.map(({ name, type, bytes }) => ({
      name: name.startsWith("file/") ? `file${rooted(name.slice(4), folder)}` : name,
      type,
      ...(type === "file" && name !== "metadata.json" ? { size: bytes.length, sha256: sha256(bytes) } : {}),
    })),
    metadata: JSON.parse(rooted(all[0].bytes.toString("utf8"), folder)),
  };
}

async function ask(name) {
  const one = read(name);
  const folder = join(base, name);
  const home = join(base, "home", name);
  mkdirSync(home, { recursive: true });
  lay(name, folder);
  const tar = join(home, "out.tar");
  const env = { HOME: home, SSL_CERT_FILE: tls.cert, ...one.env };
  const run = () => start(k6, ["archive", ...args(one, tar), one.script], folder, env, input(name, one));
  const { code, err } = one.remote ? await serving(name, tls, run) : await run();
  const made = code === 0 && existsSync(tar) ? answer(readFileSync(tar), folder) : { error: message(err, folder) };
  if (process.env.VERBOSE) console.log(err);
  rmSync(folder, { recursive: true });
  return made;
}

async function all(cases) {
  const answers = {};
  const work = async (queue) => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) answers[name] = await ask(name);
  };
  const remote = cases.filter((name) => read(name).remote);
  const local = cases.filter((name) => !remote.includes(name));
  await Promise.all([work(remote).then(() => work(local)), work(local)]);
  return answers;
}

const given = process.argv.slice(2);
const check = given[0] === "--check";
const cases = given.length > (check ? 1 : 0) ? given.slice(check ? 1 : 0).map((name) => name.replace(/\/$/, "")) : names();
try {
  const answers = await all(cases);
  for (const name of cases) {
    const file = join(here, name, "k6.json");
    const now = `${JSON.stringify(answers[name])}\n`;
    const before = existsSync(file) ? readFileSync(file, "utf8") : "nothing";
    if (!check) writeFileSync(file, now);
    else if (before !== now) {
      process.exitCode = 1;
      console.error(`${name}\n  recorded ${before}\n  now      ${now}`);
    }
  }
  console.log(`${cases.length} cases, ${cases.filter((name) => answers[name].error).length} of which k6 refuses`);
} finally {
  rmSync(base, { recursive: true });
}
