// A submit as the page makes it: the objects come from the command line, which has the same engine, and their digest says
// what was previewed.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const script = `import http from "k6/http";
export default function () { http.get("https://test.example.org/" + __ENV.ENVIRONMENT); }
`;

/**
 * @param {object} wish namespace, the names of its `tests` (one run each, in yt01), `at` in milliseconds, `sealed` objects,
 *   `overlay` as text, `filler`: bytes that make the archive larger.
 * @returns the body of the request, and the objects in the order of the digest.
 */
export function submission({ namespace, tests = ["hello"], at = 1_700_000_000_000, suffix = "abcde", sealed = [], overlay, extra = "", filler = 0 }) {
  const root = mkdtempSync(join(tmpdir(), "k6cfg-submit-"));
  try {
    const files = {};
    const keep = (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      return join(root, path);
    };
    const definitions = tests.map((name) => {
      const path = `tests/${name}/${name}.js`;
      const text = filler ? `${script}// ${randomText(filler)}\n` : script;
      keep(path, text);
      files[path] = Buffer.from(text).toString("base64");
      return `  - test_file: ${path}\n    contexts:\n      - environment: yt01\n${extra}`;
    });
    const text = `namespace: ${namespace}\ntest_definitions:\n${definitions.join("")}`;
    const config = keep("smoke.yaml", text);
    const args = ["generate", "--config", config, "--root", root, "--out", join(root, "out"), "--at", String(at), "--suffix", suffix];
    sealed.forEach((object, index) => args.push("--sealed", keep(`sealed-${index}.json`, JSON.stringify(object))));
    if (overlay !== undefined) args.push("--overlay", keep("laid.jsonnet", overlay));
    execFileSync(process.env.K6CFG, args, { stdio: ["ignore", "pipe", "pipe"] });
    const made = tests.flatMap((name) => {
      const folder = join(root, "out", `yt01-${name}-smoke`);
      return ["configmap", "testrun"].map((kind) => JSON.parse(readFileSync(join(folder, `${kind}.json`), "utf8")));
    });
    const objects = [...sealed, ...made];
    const body = {
      config: { name: "smoke.yaml", text },
      files,
      sealed_secrets: sealed,
      ...(overlay === undefined ? {} : { overlay }),
      context: { at_ms: at, suffix },
      digest: digest(objects),
      objects: objects.map(objectDigest),
    };
    return { body, objects };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** One that looks like a SealedSecret, and that no controller could open. */
export const sealedSecret = (namespace, name) => ({
  apiVersion: "bitnami.com/v1alpha1", kind: "SealedSecret", metadata: { name, namespace },
  spec: { encryptedData: { TOKEN: Buffer.alloc(600, 1).toString("base64") }, template: { metadata: { name, namespace } } },
});

/** A run's config that names a Secret. */
export const naming = (secret) => `        test_run:\n          secrets: [${secret}]\n`;

/** The rule of `engine/manifest/src/digest.rs`. */
function digest(objects) {
  const hash = createHash("sha256");
  for (const { kind, name, digest } of objects.map(objectDigest)) hash.update(`${kind}/${name} ${digest}\n`);
  return `sha256:${hash.digest("hex")}`;
}

function objectDigest(object) {
  const digest = `sha256:${createHash("sha256").update(JSON.stringify(sorted(object))).digest("hex")}`;
  return { kind: object.kind, name: object.metadata.name, digest };
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Object.fromEntries(Object.keys(value).sort(byBytes).map((key) => [key, sorted(value[key])]));
}

/** No two pieces alike, so that nothing makes it smaller. */
function randomText(bytes) {
  let text = "";
  for (let count = 0; text.length < bytes; count++) text += createHash("sha256").update(String(count)).digest("hex");
  return text.slice(0, bytes);
}
