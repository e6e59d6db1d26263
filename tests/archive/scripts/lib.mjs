// What record.mjs and tests/cluster/scripts.test.mjs share: the cases, programs in a folder of a case's files, the server of
// its remote modules, and what is in an archive.

import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:https";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const here = dirname(fileURLToPath(import.meta.url));
export const k6 = process.env.K6 ?? "k6";

/** The names of all cases. */
export function names() {
  const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map((entry) => entry.name).filter((name) => existsSync(join(here, name, "case.json")));
}

export const read = (name) => JSON.parse(readFileSync(join(here, name, "case.json"), "utf8"));

/** The files of a case, without those that are about it, in a new folder. */
export function lay(name, folder) {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(join(here, name))) {
    if (["case.json", "k6.json", "https"].includes(entry)) continue;
    cpSync(join(here, name, entry), join(folder, entry), { recursive: true, verbatimSymlinks: true });
  }
}

/** Runs a program with nothing of this process' environment but PATH, for half a minute at most. */
export function start(program, args, cwd, env, input) {
  return new Promise((done, failed) => {
    const own = { PATH: process.env.PATH, TZ: "UTC", K6_NO_USAGE_REPORT: "true", K6_AUTO_EXTENSION_RESOLUTION: "false" };
    const child = spawn(program, args, { cwd, env: { ...own, ...env }, timeout: 30_000, killSignal: "SIGKILL" });
    let [out, err] = ["", ""];
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (err += data));
    child.stdin.on("error", () => {});
    child.stdin.end(input ?? "");
    child.on("error", failed);
    child.on("close", (code) => done({ code, out, err }));
  });
}

/** The options of `archive` for a case; a flag without a value stands alone. */
export function args(one, tar) {
  const flags = (one.flags ?? []).flatMap(([name, value]) => {
    if (value === "") return [name];
    return name.startsWith("--") ? [`${name}=${value}`] : [name, value];
  });
  return [...(one.config ? ["--config", one.config] : []), ...flags, "-O", tar];
}

/** What a case has on its standard input. */
export const input = (name, one) => (one.stdin ? readFileSync(join(here, name, one.stdin)) : "");

/** A key and certificate for localhost, made now. */
export function certificate(folder) {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  execFileSync("openssl", ["req", "-x509", ...curve, "-nodes", "-days", "2", "-keyout", key, "-out", cert, ...subject], {
    stdio: "ignore",
  });
  return { key, cert };
}

/** Serves the remote modules of one case on port 18443 for as long as `work` takes. k6 asks with `_k6=1` first. */
export async function serving(name, { key, cert }, work) {
  const root = join(here, name, "https", "localhost:18443");
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, answer) => {
    const { pathname, search } = new URL(request.url, "https://localhost:18443");
    const query = search.slice(1).split("&").filter((part) => part !== "" && part !== "_k6=1").join("&");
    const file = join(root, decodeURIComponent(pathname) + (query && `?${query}`));
    const found = existsSync(file);
    answer.writeHead(found ? 200 : 404, { "content-type": "text/javascript", connection: "close" });
    answer.end(found ? readFileSync(file) : "");
  });
  await new Promise((ready, failed) => server.on("error", failed).listen(18443, "localhost", ready));
  try {
    return await work();
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

const text = (bytes) => {
  const end = bytes.indexOf(0);
  return bytes.subarray(0, end < 0 ? bytes.length : end).toString("utf8");
};

/** The entries of a tar file: name, type and bytes. */
export function entries(tar) {
  const found = [];
  let long;
  for (let at = 0; tar[at]; ) {
    const header = tar.subarray(at, at + 512);
    const size = parseInt(text(header.subarray(124, 136)), 8);
    const bytes = tar.subarray(at + 512, at + 512 + size);
    at += 512 + 512 * Math.ceil(size / 512);
    const type = String.fromCharCode(header[156]);
    if (type === "x") {
      long = bytes.toString("utf8").match(/^\d+ path=(.*)$/m)?.[1];
      continue;
    }
    const prefix = text(header.subarray(345, 500));
    const name = long ?? (prefix && `${prefix}/`) + text(header.subarray(0, 100));
    found.push({ name, type: { 0: "file", 1: "link", 5: "folder" }[type] ?? type, bytes });
    long = undefined;
  }
  return found;
}

/** A tar file without what depends on when it was made: each header's time and checksum. */
export function timeless(tar) {
  const blank = Buffer.from(tar);
  for (let at = 0; blank[at]; ) {
    const size = parseInt(text(blank.subarray(at + 124, at + 136)), 8);
    blank.fill(0, at + 136, at + 156);
    at += 512 + 512 * Math.ceil(size / 512);
  }
  return blank;
}

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** The files below a folder. */
export const listed = (folder) => readdirSync(folder, { recursive: true }).sort();
