// What k6cfg seals, kubeseal opens with the private key, byte for byte, and under another name only where the scope
// says so; what kubeseal seals, k6cfg reads, checks and merges into.

import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

const run = promisify(execFile);
const sizes = [2048, 4096];
const scopes = ["strict", "namespace-wide", "cluster-wide"];
const values = {
  text: Buffer.from("correct horse battery staple"),
  empty: Buffer.alloc(0),
  lines: Buffer.from("first\nsecond\r\n\n"),
  unicode: Buffer.from("blåbær 🫐"),
  binary: Buffer.from(Array.from({ length: 256 }, (_, at) => at)),
  large: randomBytes(512 * 1024),
};

let folder;
const at = (name) => join(folder, name);

/** A program that must end soon; kubeseal has inputs that it reads for ever. */
function ended(program, words, input) {
  const { status, stdout, stderr, error } = spawnSync(program, words, { input, cwd: folder, timeout: 30_000, maxBuffer: 1 << 24 });
  if (error) throw error;
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

function succeeds(program, words, input) {
  const { status, stdout, stderr } = ended(program, words, input);
  assert.equal(status, 0, `${program} ${words.join(" ")}: ${stderr}`);
  return stdout;
}

const k6cfg = (words, input) => succeeds(process.env.K6CFG, ["seal", ...words], input);
const kubeseal = (words, input) => succeeds("kubeseal", words, input);

/** The values of a SealedSecret, opened with the private key; `null` when it does not open. */
function opened(sealed, bits) {
  const words = ["--recovery-unseal", "--recovery-private-key", `${bits}.key`];
  const { status, stdout, stderr } = ended("kubeseal", words, sealed);
  if (status !== 0) {
    assert.match(stderr, /no key could decrypt secret/);
    return null;
  }
  const data = JSON.parse(stdout).data ?? {};
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value ?? "", "base64")]));
}

const plain = (metadata, data) =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Secret",
    metadata,
    data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, value.toString("base64")])),
  });

function changed(sealed, change) {
  const object = JSON.parse(sealed);
  for (const metadata of [object.metadata, object.spec.template.metadata]) Object.assign(metadata, change);
  return JSON.stringify(object);
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "k6cfg-seal-"));
  for (const bits of sizes) {
    await run("openssl", ["req", "-x509", "-newkey", `rsa:${bits}`, "-nodes", "-keyout", at(`${bits}.key`), "-out", at(`${bits}.pem`), "-subj", "/CN=seal", "-days", "30"]);
  }
  for (const [name, bytes] of Object.entries(values)) await writeFile(at(name), bytes);
});

after(() => rm(folder, { recursive: true, force: true }));

for (const bits of sizes) {
  for (const scope of scopes) {
    describe(`${bits} bits, ${scope}`, () => {
      const flags = ["--cert", `${bits}.pem`, "--scope", scope];
      const metadata = { name: "creds", namespace: "load" };

      test("kubeseal opens what k6cfg sealed, and only where the scope says", () => {
        const sealed = k6cfg(flags, plain(metadata, values));
        assert.deepEqual(opened(sealed, bits), values);
        assert.equal(opened(changed(sealed, { name: "other" }), bits) !== null, scope !== "strict");
        assert.equal(opened(changed(sealed, { namespace: "other" }), bits) !== null, scope === "cluster-wide");
        assert.equal(opened(sealed, sizes.find((other) => other !== bits)), null);
      });

      test("as YAML too, and from files", () => {
        const files = Object.keys(values).flatMap((name) => ["--from-file", name]);
        const sealed = k6cfg([...flags, "-n", "load", "--name", "creds", "-o", "yaml", ...files], "");
        assert.deepEqual(opened(sealed, bits), values);
      });

      test("the object says what kubeseal's says", () => {
        const input = plain({ ...metadata, labels: { team: "a" }, annotations: { note: "b" } }, { a: values.text });
        const shape = (sealed) => {
          const object = JSON.parse(sealed);
          object.spec.encryptedData = Object.keys(object.spec.encryptedData);
          // kubeseal leaves the usual type out.
          object.spec.template.type ??= "Opaque";
          return object;
        };
        assert.deepEqual(shape(k6cfg(flags, input)), shape(kubeseal(flags, input)));
      });

      test("each merges into what the other sealed", async () => {
        const first = plain(metadata, { old: values.text, kept: values.binary });
        const second = plain(metadata, { old: values.unicode, new: values.empty });
        const expected = { old: values.unicode, kept: values.binary, new: values.empty };
        await writeFile(at("theirs.json"), kubeseal(flags, first));
        k6cfg(["--cert", `${bits}.pem`, "--merge-into", "theirs.json"], second);
        assert.deepEqual(opened(await readFile(at("theirs.json")), bits), expected);
        await writeFile(at("ours.json"), k6cfg(flags, first));
        kubeseal([...flags, "--merge-into", "ours.json"], second);
        assert.deepEqual(opened(await readFile(at("ours.json")), bits), expected);
      });

      test("what kubeseal sealed is without a flaw", () => {
        const sealed = kubeseal([...flags, "-o", "yaml"], plain(metadata, values));
        assert.match(k6cfg(["--validate", "--cert", `${bits}.pem`], sealed), /`creds` in `load`/);
      });

      test("one value alone", () => {
        const words = [...flags, "--raw", "--name", "creds", "-n", "load"];
        const [ours, theirs] = [k6cfg(words, values.lines), kubeseal(words, values.lines)];
        assert.equal(ours.length, theirs.length);
        const object = JSON.parse(kubeseal(flags, plain(metadata, { a: values.text })));
        object.spec.encryptedData = { ours, theirs };
        assert.deepEqual(opened(JSON.stringify(object), bits), { ours: values.lines, theirs: values.lines });
      });
    });
  }
}

test("a key that Kubernetes refuses is refused", () => {
  for (const key of ["blåbær", "a b", "", "..", "a/b"]) {
    const { status, stderr } = ended(process.env.K6CFG, ["seal", "--cert", "2048.pem"], plain({ name: "a", namespace: "b" }, { [key]: values.text }));
    assert.equal(status, 1, stderr);
    assert.match(stderr, /key 1 of `data` is not one/);
  }
});

test("what the cluster adds to a Secret is not sealed along", () => {
  const metadata = {
    name: "creds",
    namespace: "load",
    uid: "1",
    resourceVersion: "2",
    ownerReferences: [{ apiVersion: "v1", kind: "Pod", name: "p", uid: "3" }],
    annotations: { "kubectl.kubernetes.io/last-applied-configuration": values.text.toString("base64") },
  };
  const sealed = JSON.parse(k6cfg(["--cert", "2048.pem"], plain(metadata, { a: values.text })));
  assert.deepEqual(sealed.spec.template.metadata, { name: "creds", namespace: "load" });
});

test("YAML of k6cfg is read by kubeseal as it was meant, whatever the words", () => {
  const data = Object.fromEntries(["y", "NO", "on", "true", "null", "1e3", "12.30", ".x"].map((key) => [key, Buffer.from(key)]));
  const sealed = k6cfg(["--cert", "2048.pem", "-o", "yaml"], plain({ name: "creds", namespace: "n", labels: { y: "on" } }, data));
  assert.deepEqual(opened(sealed, 2048), data);
});
