// Real k6 makes of options what the recordings say that it makes, and so what the engine is tested against.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../archive/options", import.meta.url));

for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
  test(`k6 answers as recorded: ${file}`, () => {
    const { status, stderr } = spawnSync(process.execPath, ["record.mjs", "--check", file], { cwd: folder, encoding: "utf8" });
    assert.equal(status, 0, stderr);
  });
}
