// The archive that `k6cfg generate` makes is one that real k6 accepts, reads the same options from, and runs.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const service = fileURLToPath(new URL("../fixtures/service", import.meta.url));
const ids = ["at22-health", "yt01-health"];

let folder;
const archive = (id) => join(folder, "intermediate", id, "archive.tar");

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "k6cfg-archive-"));
  await run(process.env.K6CFG, [
    "generate",
    "--config", join(service, "k6cfg.yaml"),
    "--root", service,
    "--out", join(folder, "out"),
    "--intermediate", join(folder, "intermediate"),
    "--at", "1700000000000",
    "--suffix", "abcde",
  ]);
});

after(() => rm(folder, { recursive: true, force: true }));

for (const id of ids) {
  test(`k6 reads the options of ${id} as they were generated`, async () => {
    const { stdout } = await run("k6", ["inspect", archive(id)]);
    const read = JSON.parse(stdout);
    const options = JSON.parse(await readFile(join(folder, "intermediate", id, "options.json"), "utf8"));
    for (const name of Object.keys(options)) assert.deepEqual(read[name], options[name], name);
  });

  test(`k6 runs ${id}`, async () => {
    const requests = [];
    const server = createServer((request, answer) => {
      requests.push(request);
      answer.end("fine");
    });
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    try {
      await run("k6", ["run", "--no-usage-report", "--quiet", "--env", `BASE_URL=http://127.0.0.1:${server.address().port}`, archive(id)]);
    } finally {
      server.close();
    }
    assert.equal(requests.length, 4);
    assert.ok(requests.every((request) => request.url === "/health"));
    const greeting = id === "yt01-health" ? "hello = world" : "";
    assert.ok(requests.every((request) => request.headers["x-greeting"] === greeting));
  });
}
