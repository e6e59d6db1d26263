// The scripts that real k6 was asked about, loaded by the page: the same options, or refused as well.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { withPage } from "./lib/browser.mjs";
import { on, text, type } from "./lib/profile.mjs";

const folder = fileURLToPath(new URL("../archive/scripts", import.meta.url));
const known = JSON.parse(readFileSync(join(folder, "known.json"), "utf8"));

/** All files below a folder: path and bytes. */
function read(at, from = at) {
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    const path = join(at, entry.name);
    if (!existsSync(path)) return [];
    if (statSync(path).isDirectory()) return read(path, from);
    return [[relative(from, path), [...readFileSync(path)]]];
  });
}

const cases = readdirSync(folder)
  .filter((name) => statSync(join(folder, name)).isDirectory() && !(name in known))
  .map((name) => ({ name, files: Object.fromEntries(read(join(folder, name))) }))
  .map(({ name, files }) => {
    const json = (file) => JSON.parse(Buffer.from(files[file]).toString());
    const [one, k6] = [json("case.json"), json("k6.json")];
    delete files["case.json"];
    delete files["k6.json"];
    return { name, files, one, k6 };
  })
  // The page has no flags, no environment of a process, and one script in the repository.
  .filter(({ name, one }) => !/missing-caught|dot-segments/.test(name) && !one.flags && !one.env && !one.config && !one.stdin && /^[\w./-]+\.(js|ts)$/.test(one.script));

test("scripts come out as k6 has them", () =>
  withPage({}, async (page) => {
    assert.ok(cases.length > 400, `${cases.length} cases`);
    const given = cases.map(({ name, files, one }) => ({ name, files, script: one.script, environment: on.dev, type: type.script }));
    const answers = await page.evaluate(asking, [given, text]);
    const wrong = [];
    for (const [at, { name, k6 }] of cases.entries()) {
      const { faults, archived } = answers[at];
      if (k6.error !== undefined) {
        if (faults.length === 0) wrong.push(`${name}: made, where k6 says ${k6.error}`);
        continue;
      }
      if (faults.length > 0) {
        wrong.push(`${name}: ${faults[0].message}`);
        continue;
      }
      const ours = JSON.parse(archived);
      for (const [key, theirs] of Object.entries(k6.metadata.options)) {
        if (JSON.stringify(ours[key]) !== JSON.stringify(theirs)) {
          wrong.push(`${name}: ${key} is ${JSON.stringify(ours[key])}, k6 has ${JSON.stringify(theirs)}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
  }));

/** In the page: asks a worker of its own what each script will do. */
async function asking([given, profile]) {
  const assets = JSON.parse(document.querySelector("meta[name=k6cfg-assets]").content);
  const worker = new Worker(new URL(assets.worker, document.baseURI).href);
  const heard = new Map();
  const ready = new Promise((done) => {
    worker.onmessage = ({ data }) => {
      if (data === "ready") return done();
      if (typeof data !== "string") return;
      const { id, answer } = JSON.parse(data);
      heard.get(id)?.(answer);
    };
  });
  await ready;
  let id = 0;
  const ask = (ask) =>
    new Promise((done) => {
      heard.set(++id, done);
      worker.postMessage(JSON.stringify({ id, ask }));
    });
  await ask({ use_profile: { text: profile } });
  const answers = [];
  for (const { files, script, environment, type } of given) {
    await ask({ set_files: { files } });
    const text = `namespace: a\ntest_definitions:\n  - test_file: ${script}\n    test_scope: a\n    contexts:\n      - environment: ${environment}\n        test_type: {type: ${type}, enabled: true}\n        test_run: {id: a, name: a}\n`;
    const doc = { revision: id, file_name: "a.yaml", text, at_ms: 1_700_000_000_123, suffix: "abcde", arguments: "" };
    const answer = await ask({ test: { document: doc, run: "a" } });
    answers.push(answer.test ?? { faults: [{ message: JSON.stringify(answer) }], archived: "{}" });
  }
  worker.terminate();
  return answers;
}
