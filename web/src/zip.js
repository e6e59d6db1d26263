// What is in a zip file, and making one. Loaded when one is dropped or saved.

import { configure, TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from "@zip.js/zip.js";
import { isLeftOut, largest, sorted, tooLarge } from "./reading.js";

// Its workers start from addresses that the page's policy does not allow.
configure({ useWebWorkers: false, useCompressionStream: true });

/** Of all files together, unpacked. */
const most = 256 << 20;

/**
 * The files of a zip file: [{path, bytes}], sorted by path; one that cannot be used has `why` instead of its bytes.
 * @param {Uint8Array} bytes
 */
export async function unzip(bytes) {
  const reader = new ZipReader(new Uint8ArrayReader(bytes));
  const found = [];
  let left = most;
  for await (const entry of reader.getEntriesGenerator()) {
    const path = entry.filename.replaceAll("\\", "/").split("/").filter((part) => part !== "" && part !== ".").join("/");
    if (entry.directory || path === "" || path.split("/").some(isLeftOut)) continue;
    const file = await unpack(entry, path, left).then((bytes) => ({ bytes }), (why) => ({ why: said(why) }));
    left -= file.bytes?.length ?? 0;
    found.push({ path, ...file });
  }
  await reader.close();
  return sorted(found);
}

/**
 * A zip file of texts. The same texts give the same bytes: its files have no time of their own.
 * @param {{name: string, text: string}[]} files
 * @returns {Promise<Uint8Array>}
 */
export async function zip(files) {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { extendedTimestamp: false });
  const lastModDate = new Date(1980, 0, 1);
  for (const { name, text } of files) await writer.add(name, new TextReader(text), { lastModDate });
  return writer.close();
}

/** Stops when it has too many bytes, whatever the file says of its size. */
async function unpack(entry, path, left) {
  if (entry.encrypted) throw new Error(encrypted);
  if (path.split("/").includes("..")) throw new Error(outside);
  const parts = [];
  let size = 0;
  await entry.getData(new WritableStream({
    write(part) {
      size += part.length;
      if (size > largest) throw new Error(tooLarge);
      if (size > left) throw new Error(full);
      parts.push(part);
    },
  }), { checkSignature: true });
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const encrypted = "is encrypted";
const outside = "leaves the folder that it is in";
const full = "is left out: the zip file holds more than 256 MB";
const said = (why) => ([encrypted, outside, full, tooLarge].includes(why.message) ? why.message : "is damaged");
