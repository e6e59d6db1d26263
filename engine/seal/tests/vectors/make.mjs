// Makes vectors.json: values sealed by another hand than ours, with fixed random numbers, each opened again by OpenSSL
// before it is written. The private keys are thrown away.
// Usage: node make.mjs > vectors.json

import { execFileSync } from "node:child_process";
import { constants, createCipheriv, createDecipheriv, createHash, createPublicKey, privateDecrypt, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const xor = (a, b) => Buffer.from(a.map((byte, at) => byte ^ b[at]));
const number = (bytes) => BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
const bytes = (value, size) => Buffer.from(value.toString(16).padStart(size * 2, "0"), "hex");

function mask(seed, size) {
  const blocks = [];
  for (let at = 0; at * 32 < size; at++) blocks.push(sha256(Buffer.concat([seed, bytes(BigInt(at), 4)])));
  return Buffer.concat(blocks).subarray(0, size);
}

function power(base, exponent, modulus) {
  let result = 1n;
  for (let left = exponent; left > 0n; left >>= 1n, base = (base * base) % modulus) if (left & 1n) result = (result * base) % modulus;
  return result;
}

/** RSAES-OAEP of RFC 8017, section 7.1.1. */
function oaep(key, message, label, seed) {
  const { n, e } = key.export({ format: "jwk" });
  const [modulus, exponent] = [n, e].map((part) => number(Buffer.from(part, "base64url")));
  const size = Buffer.from(n, "base64url").length;
  const block = Buffer.concat([sha256(label), Buffer.alloc(size - message.length - 66), Buffer.from([1]), message]);
  const masked = xor(block, mask(seed, block.length));
  const padded = Buffer.concat([Buffer.from([0]), xor(seed, mask(masked, 32)), masked]);
  return bytes(power(number(padded), exponent, modulus), size);
}

function seal(key, value, label, session, seed) {
  const block = oaep(key, session, label, seed);
  const cipher = createCipheriv("aes-256-gcm", session, Buffer.alloc(12));
  const sealed = Buffer.concat([cipher.update(value), cipher.final(), cipher.getAuthTag()]);
  return Buffer.concat([bytes(BigInt(block.length), 2), block, sealed]);
}

function open(key, sealed, label) {
  const size = sealed.readUInt16BE(0);
  const padding = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256", oaepLabel: label };
  const session = privateDecrypt(padding, sealed.subarray(2, 2 + size));
  const cipher = createDecipheriv("aes-256-gcm", session, Buffer.alloc(12));
  cipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([cipher.update(sealed.subarray(2 + size, -16)), cipher.final()]);
}

const folder = mkdtempSync(join(tmpdir(), "vectors-"));
const openssl = (...words) => execFileSync("openssl", words, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] }).toString();
const scopes = { strict: "load/creds", "namespace-wide": "load", "cluster-wide": "" };
const values = ["hunter2", "", "blåbær\nog tyttebær\n"];
try {
  const vectors = [];
  for (const bits of [2048, 4096]) {
    openssl("req", "-x509", "-newkey", `rsa:${bits}`, "-nodes", "-keyout", "key", "-out", "cert", "-subj", "/CN=k6cfg vectors", "-days", "3650");
    openssl("x509", "-in", "cert", "-pubkey", "-noout", "-out", "public");
    const [certificate, secret] = ["cert", "key"].map((name) => readFileSync(join(folder, name), "utf8"));
    const fingerprint = openssl("x509", "-in", "cert", "-noout", "-sha256", "-fingerprint").split("=")[1].trim();
    const key = createPublicKey(readFileSync(join(folder, "public")));
    for (const [scope, label] of Object.entries(scopes)) {
      for (const value of values) {
        const [session, seed] = [randomBytes(32), randomBytes(32)];
        const sealed = seal(key, Buffer.from(value), Buffer.from(label), session, seed);
        if (!open(secret, sealed, Buffer.from(label)).equals(Buffer.from(value))) throw new Error("OpenSSL does not open it");
        const random = Buffer.concat([session, seed]).toString("base64");
        vectors.push({ bits, certificate, fingerprint, namespace: "load", name: "creds", scope, value, random, sealed: sealed.toString("base64") });
      }
    }
  }
  console.log(JSON.stringify(vectors, null, 1));
} finally {
  rmSync(folder, { recursive: true });
}
