// Compresses once at build time, as small as it gets, what a server would otherwise compress at each request.

import { readFile, readdir, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const compressible = new Set([".css", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest"]);

const smallest = (bytes) => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  },
});

/** Writes a .br and a .gz beside every compressible file under `folder` that has none yet. */
export async function compress(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const there = new Set(files);
  const missing = files.filter((path) => compressible.has(extname(path)) && !there.has(`${path}.br`));
  await Promise.all(missing.map(compressFile));
}

async function compressFile(path) {
  const bytes = await readFile(path);
  await Promise.all([
    promisify(brotliCompress)(bytes, smallest(bytes)).then((small) => writeFile(`${path}.br`, small)),
    promisify(gzip)(bytes, { level: 9 }).then((small) => writeFile(`${path}.gz`, small)),
  ]);
}
