// A cluster's key for tests: its certificate, and the way to open what was sealed with it. Made when the tests run.

import { constants, createDecipheriv, generateKeyPairSync, privateDecrypt, sign } from "node:crypto";

const length = (size) => {
  if (size < 128) return Buffer.from([size]);
  const bytes = Buffer.from(size.toString(16).padStart(size > 255 ? 4 : 2, "0"), "hex");
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
};
const der = (tag, ...parts) => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), length(content.length), content]);
};
const sequence = (...parts) => der(0x30, ...parts);
const integer = (value) => der(0x02, Buffer.from([value]));
const bits = (bytes) => der(0x03, Buffer.from([0]), bytes);
const time = (at) => der(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`));
const sha256WithRsa = sequence(Buffer.from("06092a864886f70d01010b0500", "hex"));

/** A key pair with its self-signed certificate in PEM, good from and until so many days from now. */
export function cluster(size, { from = -1, until = 3650 } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: size });
  const name = sequence(der(0x31, sequence(Buffer.from("0603550403", "hex"), der(0x0c, Buffer.from("cluster of a test")))));
  const day = (days) => time(new Date(Date.now() + days * 86_400_000));
  const version = der(0xa0, integer(2));
  const body = sequence(version, integer(1), sha256WithRsa, name, sequence(day(from), day(until)), name, publicKey.export({ type: "spki", format: "der" }));
  const certificate = sequence(body, sha256WithRsa, bits(sign("sha256", body, privateKey)));
  const lines = certificate.toString("base64").match(/.{1,64}/g).join("\n");
  return { pem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, open: (sealed, label) => open(privateKey, sealed, label) };
}

/** The bytes of a sealed value; throws when the key or the label is another. */
function open(key, sealed, label) {
  const bytes = Buffer.from(sealed, "base64");
  const size = bytes.readUInt16BE(0);
  const padding = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256", oaepLabel: Buffer.from(label) };
  const cipher = createDecipheriv("aes-256-gcm", privateDecrypt(padding, bytes.subarray(2, 2 + size)), Buffer.alloc(12));
  cipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([cipher.update(bytes.subarray(2 + size, -16)), cipher.final()]);
}
