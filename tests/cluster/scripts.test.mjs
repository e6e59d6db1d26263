// `k6cfg archive` makes of scripts what `k6 archive` makes of them: the same bytes but for times, or no archive at all.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { args, certificate, entries, here, input, k6, lay, listed, names, read, serving, start, timeless } from "../archive/scripts/lib.mjs";

const k6cfg = process.env.K6CFG;
const base = mkdtempSync(join(tmpdir(), "k6cfg-scripts-"));
const tls = certificate(base);

after(() => rmSync(base, { recursive: true, force: true }));

/** What two archives have, said so that a difference can be read. */
const described = (tar) => entries(tar).map(({ name, type, bytes }) => [name, type, bytes.toString("latin1")]);

async function compare(name) {
  const one = read(name);
  const [folder, home] = [join(base, name), join(base, "home", name)];
  const [theirs, ours] = [join(home, "k6.tar"), join(home, "k6cfg.tar")];
  mkdirSync(home, { recursive: true });
  lay(name, folder);
  const before = listed(folder);
  const env = { HOME: home, SSL_CERT_FILE: tls.cert, ...one.env };
  const archive = async () => [
    await start(k6, ["archive", ...args(one, theirs), one.script], folder, env, input(name, one)),
    await start(k6cfg, ["archive", one.script, ...args(one, ours), "--cache", join(home, "cache")], folder, env, input(name, one)),
  ];
  const [k6s, own] = one.remote ? await serving(name, tls, archive) : await archive();
  assert.deepEqual(listed(folder), before, "nothing else is written");

  if (k6s.code !== 0) {
    assert.ok([1, 2].includes(own.code), `k6 refuses: ${k6s.err}\nexit status of k6cfg, which says: ${own.out}${own.err}`);
    assert.notEqual(own.err.trim(), "", "a message");
    assert.ok(!existsSync(ours), "no archive");
    return;
  }

  assert.equal(own.code, 0, own.err);
  const tars = [readFileSync(ours), readFileSync(theirs)];
  assert.deepEqual(...tars.map((tar) => entries(tar).map(({ name, type }) => `${type} ${name}`)));
  assert.equal(...tars.map((tar) => entries(tar)[0].bytes.toString("utf8")));
  assert.deepEqual(...tars.map(described));
  assert.ok(timeless(tars[0]).equals(timeless(tars[1])), "the same headers");

  const inspected = [];
  for (const tar of [ours, theirs]) inspected.push(await start(k6, ["inspect", tar], folder, env));
  assert.equal(inspected[0].code, inspected[1].code, inspected[0].err);
  assert.equal(inspected[0].out, inspected[1].out);

  if (!one.run) return;
  const run = ["run", "--no-usage-report", "--quiet", "--address=", "-u", "1", "-i", "1", ours];
  const ran = await start(k6, run, folder, env);
  assert.equal(ran.code, 0, ran.err + ran.out);
}

const known = {
  ...JSON.parse(readFileSync(join(here, "known.json"), "utf8")),
  // Only where files are fetched.
  "remote-required-missing-caught": "a module that cannot be fetched is told, even where the script catches that",
  "remote-source-map": "source maps of modules from the network are not fetched",
};
/** A case that is known to come out otherwise says so, and fails nothing. */
const one = (name) => test(name, { todo: known[name] ?? false }, () => compare(name));

// The remote modules of all cases have one address: those cases come one after the other.
const remote = names().filter((name) => read(name).remote);

describe("local scripts", { concurrency: 2 }, () => {
  for (const name of names().filter((name) => !remote.includes(name))) one(name);
});

describe("remote modules", { concurrency: 1 }, () => {
  for (const name of remote) one(name);
});

test("k6 answers as recorded", () => {
  const { status, stderr } = spawnSync(process.execPath, ["record.mjs", "--check"], { cwd: here, encoding: "utf8" });
  assert.equal(status, 0, stderr);
});
