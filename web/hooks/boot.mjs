// The page's first script, which starts what Trunk built.

import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../src/boot/index.js", import.meta.url));

/**
 * The text of the script that takes the place of Trunk's, which is inline and tells nobody when it fails.
 * @param {string} inline Trunk's
 */
export async function bootScript(inline) {
  const app = named(inline, /from '[^']*\/([\w-]+\.js)'/);
  const wasm = named(inline, /module_or_path: '[^']*\/([\w-]+\.wasm)'/);
  const { outputFiles } = await build({
    entryPoints: [entry],
    define: { K6CFG_APP: JSON.stringify(`./${app}`), K6CFG_WASM: JSON.stringify(wasm) },
    external: [`./${app}`],
    bundle: true,
    format: "esm",
    // What lacks more than this shows the message; what lacks these two runs no module of this kind.
    target: "es2018",
    supported: { "dynamic-import": true, "import-meta": true },
    minify: true,
    legalComments: "none",
    logLevel: "warning",
    write: false,
  });
  return outputFiles[0].text;
}

function named(inline, pattern) {
  const found = inline.match(pattern);
  if (!found) throw new Error(`Trunk's start script no longer fits ${pattern}`);
  return found[1];
}
