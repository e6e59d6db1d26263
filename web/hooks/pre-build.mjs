// Runs before Trunk builds: bundles the editor, the files' and documents' helpers and the style sheet into gen/.
// A file is only written when it changed, so that nothing downstream is rebuilt for nothing.

import { build } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { lightCss } from "./light-css.mjs";

const web = fileURLToPath(new URL("..", import.meta.url));
const gen = fileURLToPath(new URL("../../gen", import.meta.url));

const { outputFiles } = await build({
  absWorkingDir: web,
  entryPoints: {
    "assets/editor": "src/editor/index.js",
    "assets/files": "src/files.js",
    "assets/folder": "src/folder.js",
    "assets/offline": "src/offline.js",
    "assets/zip": "src/zip.js",
    "assets/documents": "src/documents/index.js",
    "assets/server": "src/server.js",
    "assets/share": "src/share.js",
    "assets/looks": "src/looks.js",
    style: "src/style.css",
  },
  // style/ lies outside this package and imports nothing by a package name.
  outdir: gen,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  plugins: [lightCss],
  logLevel: "warning",
  write: false,
});

for (const { path, contents } of outputFiles) {
  const before = await readFile(path).catch(() => null);
  if (before && Buffer.compare(before, contents) === 0) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
}
