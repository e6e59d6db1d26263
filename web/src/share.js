// What a share link holds, as text that fits into an address. Loaded when somebody shares, or opens such a link.
//
// A link holds a version letter, then base64url of a checksum (FNV-1a of the text, 4 bytes) and the deflated UTF-8. Version 1 is deflated with the dictionary below, which
// never changes: links are opened for ever.

import { Deflate, Inflate, strFromU8, strToU8 } from "fflate";

const dictionary = strToU8([
  "runs-on thresholds executor stages duration target vus iterations breakpoint browser average soak spike stress load ",
  "config_file: env_file: base_dir: options.json .test.ts .js secrets:\n          - name: value: memory: 200Mi cpu: 250m ",
  "resources:\n            requests:\n              parallelism: 1\n          env:\n            - name: ",
  "node_type: spot node_type: default enabled: false enabled: true test_type:\n          type: functional type: smoke ",
  "type: breakpoint test_run:\n          name: id: environment: prod environment: tt02 environment: yt01 environment: at23 ",
  "environment: at22\n        test_type:\n          type: ",
  "\n  - test_file: \n    test_scope: \n    contexts:\n      - environment: ",
  '{"name":"k6cfg.yaml","text":"namespace: \\ntest_definitions:\\n  - test_file: ',
].join(""));

/** Bytes that the content may have, unpacked: more than any configuration, less than a page chokes on. */
const most = 8 << 20;

/** Characters that a link may have: more than any browser opens. */
const longest = 4 << 20;

const tooLarge = new Error("too large");

/** Throws where there is more than a link may hold. @param {string} json */
export function encode(json) {
  const text = strToU8(json);
  if (text.length > most) throw tooLarge;
  return `1${base64url(joined([checksum(text), deflate(text)]))}`;
}

/**
 * The JSON of a link, or `{why}`: `version`, `cut` for what is incomplete or changed, `large`.
 * @param {string} content
 */
export function decode(content) {
  if (content.length > longest) return { why: "large" };
  if (!/^[0-9A-Za-z]/.test(content)) return { why: "cut" };
  if (content[0] !== "1") return { why: "version" };
  try {
    const data = bytes(content.slice(1));
    const text = inflate(data.subarray(4));
    if (checksum(text).some((byte, at) => byte !== data[at])) return { why: "cut" };
    return { json: strFromU8(text) };
  } catch (why) {
    return { why: why === tooLarge ? "large" : "cut" };
  }
}

function checksum(data) {
  let hash = 0x811c9dc5;
  for (const byte of data) hash = Math.imul(hash ^ byte, 0x01000193);
  return Uint8Array.from([24, 16, 8, 0], (shift) => hash >>> shift);
}

function deflate(data) {
  const parts = [];
  const stream = new Deflate({ level: 9, mem: 12, dictionary }, (part) => parts.push(part));
  stream.push(data, true);
  return joined(parts);
}

/** Stops when it has too many bytes. */
function inflate(data) {
  const parts = [];
  let size = 0;
  let isWhole = false;
  const stream = new Inflate({ dictionary }, (part, final) => {
    size += part.length;
    if (size > most) throw tooLarge;
    parts.push(part);
    isWhole ||= final;
  });
  // Piece by piece, so that little input cannot become much output before it is counted.
  const piece = 1024;
  for (let at = 0; at < data.length; at += piece) {
    stream.push(data.subarray(at, at + piece), at + piece >= data.length);
  }
  if (!isWhole) throw new Error("cut");
  return joined(parts);
}

function joined(parts) {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function base64url(data) {
  let text = "";
  for (let at = 0; at < data.length; at += 0x8000) text += String.fromCharCode(...data.subarray(at, at + 0x8000));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
