// The service worker's text, with the list of what belongs to this version of the page.

import { build } from "esbuild";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { nameByContent, sha256 } from "../hooks/digest.mjs";

const entry = fileURLToPath(new URL("sw.js", import.meta.url));

/**
 * @param {string} site the folder with all files of this version, and no other
 * @param {{policy: string, screens: string[], settings: string[]}} about the page's content security policy, the paths
 *   at which it is shown, and what the deployment has beside it
 */
export async function serviceWorker(site, { policy, screens, settings }) {
  const values = { K6CFG_FILES: await digests(site), K6CFG_POLICY: policy, K6CFG_SCREENS: screens, K6CFG_SETTINGS: settings };
  // A version is all that this worker is made of.
  const unnamed = await bundle({ ...values, K6CFG_VERSION: "" });
  const version = nameByContent("", unnamed).slice(1);
  return bundle({ ...values, K6CFG_VERSION: version });
}

async function digests(site) {
  const entries = await readdir(site, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name));
  const paths = files.map((entry) => relative(site, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"));
  return Object.fromEntries(await Promise.all(paths.sort().map(async (path) => [path, sha256(await readFile(join(site, path)))])));
}

async function bundle(values) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    define: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)])),
    bundle: true,
    format: "iife",
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
    write: false,
  });
  return outputFiles[0].text;
}
