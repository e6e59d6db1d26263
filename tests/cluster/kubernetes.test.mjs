// The server over a real API server does what it does over its own store: one behaviour suite, in Rust, for both.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { apply, applyDefinitions, startCluster } from "./lib/cluster.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
let cluster;

before(async () => {
  cluster = await startCluster();
  await applyDefinitions(cluster);
  for (const name of ["team", "other"]) {
    await apply(cluster, `/api/v1/namespaces/${name}`, JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name } }));
  }
});

after(() => cluster?.stop());

test("a Kubernetes cluster behaves as the embedded one does", () => {
  // With the features of the whole workspace, as the other tests were built.
  const args = ["test", "--quiet", "--locked", "--workspace", "--test", "it", "behaviour", "--", "--include-ignored"];
  const { status, stdout, stderr } = spawnSync("cargo", args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, K6CFG_TEST_KUBECONFIG: cluster.kubeconfig },
  });
  assert.equal(status, 0, `${stdout}\n${stderr}`);
  assert.match(stdout, /test result: ok\. 2 passed/);
});
