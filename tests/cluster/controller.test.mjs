// What kubeseal and `k6cfg seal` seal, the real sealed-secrets controller opens in a real cluster, and only where it may;
// k6cfg-server gives its certificate and its word.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test as always } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { apply, ask, mountsRefused, startCluster, startController } from "./lib/cluster.mjs";
import { start } from "./lib/program.mjs";

// The controller reads who it is from a fixed folder, which it is given by a mount of its own: some containers let
// nobody mount.
const refused = mountsRefused();
const test = refused ? (name) => always(name, { skip: refused }, () => {}) : always;

const built = (name) => fileURLToPath(new URL(`../../target/debug/${name}`, import.meta.url));
const k6cfg = process.env.K6CFG ?? built("k6cfg");
const k6cfgServer = process.env.K6CFG_SERVER ?? built("k6cfg-server");
const sealers = {
  kubeseal: ["kubeseal"],
  k6cfg: [k6cfg, "seal"],
};

const folder = mkdtempSync(join(tmpdir(), "k6cfg-controller-"));
const certificate = join(folder, "cert.pem");
let [cluster, controller] = [];

before(async () => {
  if (refused) return;
  cluster = await startCluster();
  controller = await startController(cluster);
  writeFileSync(certificate, await (await fetch(`${controller.url}/v1/cert.pem`)).text());
  for (const name of ["team", "other"]) {
    await apply(cluster, `/api/v1/namespaces/${name}`, JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name } }));
  }
});

after(async () => {
  await controller?.stop();
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const binary = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

/** A Secret as typed, and under it what has to be in the one of the cluster. */
const typed = (name) => `apiVersion: v1
kind: Secret
metadata:
  name: ${name}
  namespace: team
  labels:
    app: orders
type: example.org/credentials
stringData:
  password: "p\\u00e4ss 'w\\u00f6rd' # \\U0001F511\\t"
  lines: |
    one

    two
  empty: ""
data:
  binary: ${binary.toString("base64")}
  nothing: ""
`;
const bytes = {
  password: Buffer.from("päss 'wörd' # 🔑\t"),
  lines: Buffer.from("one\n\ntwo\n"),
  empty: Buffer.alloc(0),
  binary,
  nothing: Buffer.alloc(0),
};

/** Sealed with the controller's certificate. */
function seal(sealer, name, { scope = "strict", format = "yaml" } = {}) {
  const [program, ...first] = sealers[sealer];
  const args = [...first, "--cert", certificate, "--scope", scope, "--format", format];
  // Without what this machine may know of other clusters.
  const env = { PATH: process.env.PATH, HOME: folder };
  const { status, stdout, stderr, error } = spawnSync(program, args, { input: typed(name), encoding: "utf8", env, timeout: 10_000 });
  assert.equal(status, 0, `${error ?? ""}${stderr}`);
  return stdout;
}

/** The same for another name or namespace, as someone would who copies it. */
const moved = (sealed, from, to, namespace = "team") =>
  sealed.replaceAll(`name: ${from}\n`, `name: ${to}\n`).replaceAll("namespace: team\n", `namespace: ${namespace}\n`);

/** Applies it, and gives the Secret that the controller makes of it; null when no key opens it. */
async function opened(sealed, name, namespace = "team") {
  const path = `/apis/bitnami.com/v1alpha1/namespaces/${namespace}/sealedsecrets/${name}`;
  await apply(cluster, path, sealed);
  for (let left = 200; ; left--) {
    const { body } = await ask(cluster, path);
    const synced = body.status?.conditions?.find(({ type }) => type === "Synced");
    const refused = synced?.status === "False" && synced.message.startsWith("no key could decrypt secret");
    // Any other failure it tries again.
    if (synced?.status === "True" || refused) {
      const secret = await ask(cluster, `/api/v1/namespaces/${namespace}/secrets/${name}`);
      assert.equal(secret.status, refused ? 404 : 200);
      return refused ? null : secret.body;
    }
    if (left === 0) throw new Error(`the controller does nothing with ${name}: ${controller.said()}`);
    await pause(50);
  }
}

test("the controller gives the certificate of its newest key", async () => {
  const answer = await fetch(`${controller.url}/v1/cert.pem`);
  assert.equal(answer.status, 200);
  const pem = await answer.text();
  assert.equal(new X509Certificate(pem).publicKey.asymmetricKeyDetails.modulusLength, 4096);
  const active = encodeURIComponent("sealedsecrets.bitnami.com/sealed-secrets-key=active");
  const { body } = await ask(cluster, `/api/v1/namespaces/kube-system/secrets?labelSelector=${active}`);
  assert.deepEqual(body.items.map(({ data }) => Buffer.from(data["tls.crt"], "base64").toString()), [pem]);
});

test("the controller says what it can open", async () => {
  const verify = async (body) => (await fetch(`${controller.url}/v1/verify`, { method: "POST", body })).status;
  const sealed = seal("kubeseal", "verified");
  assert.equal(await verify(sealed), 200);
  assert.equal(await verify(moved(sealed, "verified", "changed")), 409);
});

for (const sealer of Object.keys(sealers)) {
  describe(`what ${sealer} seals is a Secret with the same bytes`, { concurrency: 1 }, () => {
    const everywhere = { strict: [false, false], "namespace-wide": [true, false], "cluster-wide": [true, true] };
    for (const [scope, [renamed, elsewhere]] of Object.entries(everywhere)) {
      const name = `${sealer}-${scope}`;
      let sealed;

      const check = async (opens, to, namespace) => {
        const secret = await opened(moved(sealed, name, to, namespace), to, namespace);
        assert.equal(secret !== null, opens);
        if (!opens) return;
        const got = Object.entries(secret.data).map(([key, value]) => [key, Buffer.from(value ?? "", "base64")]);
        assert.deepEqual(Object.fromEntries(got), bytes);
        assert.equal(secret.type, "example.org/credentials");
        assert.deepEqual(secret.metadata.labels, { app: "orders" });
      };

      test(scope, async () => {
        sealed = seal(sealer, name, { scope });
        await check(true, name, "team");
      });
      test(`${scope}, by another name: ${renamed ? "too" : "not"}`, () => check(renamed, `${name}-renamed`, "team"));
      test(`${scope}, in another namespace: ${elsewhere ? "too" : "not"}`, () => check(elsewhere, name, "other"));
    }
  });
}

test("k6cfg-server gives the controller's certificate and its word", async () => {
  const data = join(folder, "data");
  const args = ["--sealing-controller", controller.url, "--data", data, "--listen", "127.0.0.1:0"];
  const server = start(k6cfgServer, args, { log: join(folder, "server.log") });
  try {
    const url = await server.until("k6cfg-server is ready", () => server.said().match(/http:\/\/[\w.:[\]-]+/)?.[0]);
    const given = await fetch(`${url}/api/v1/sealing/certificate`);
    assert.equal(given.status, 200);
    assert.equal(await given.text(), await (await fetch(`${controller.url}/v1/cert.pem`)).text());

    const verify = async (sealed) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${url}/api/v1/sealing/verify`, { method: "POST", headers, body: JSON.stringify(sealed) });
      return [answer.status, await answer.json()];
    };
    const sealed = JSON.parse(seal("kubeseal", "asked", { format: "json" }));
    assert.deepEqual(await verify(sealed), [200, { opens: true }]);
    sealed.metadata.name = "changed";
    assert.deepEqual(await verify(sealed), [200, { opens: false }]);
  } finally {
    await server.stop();
  }
});
