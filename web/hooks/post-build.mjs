// Runs after Trunk has built into its staging folder, before that becomes dist/:
// names what Trunk leaves unnamed by its content, makes the page fit a strict CSP, and compresses.

import { transform } from "esbuild";
import { copyFile, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { bootScript } from "./boot.mjs";
import { compress } from "./compress.mjs";
import { csp } from "./csp.mjs";
import { integrity, nameByContent } from "./digest.mjs";
import { split } from "./split.mjs";

const dist = process.env.TRUNK_STAGING_DIR;
const publicUrl = process.env.TRUNK_PUBLIC_URL ?? "/";
const file = (name) => join(dist, name);

const profile = process.env.TRUNK_BUILD_CARGO_PROFILE ?? "release";
await split(dist, join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown", profile, "k6cfg-app.wasm"), publicUrl);
await minifyGlue();
const archiver = await nameWorker("k6cfg-archiver");
const assets = { worker: await nameWorker("k6cfg-worker", `self.k6cfgArchiver = new URL(${JSON.stringify(archiver)}, self.location.href).href;\n`) };
assets.sealer = await nameWorker("k6cfg-sealer");
await rm(file("k6cfg-edit.d.ts"), { force: true });
await rm(file("k6cfg-edit_bg.wasm.d.ts"), { force: true });
assets.edit = await renameByContent("k6cfg-edit.js");
assets.edit_wasm = await renameByContent("k6cfg-edit_bg.wasm");
for (const name of await readdir(file("assets"))) {
  const key = name.slice(0, -extname(name).length);
  assets[key] = await renameByContent(`assets/${name}`);
}
await finishPage(assets);
await compress(dist);

/** wasm-bindgen writes its glue for people to read; what the page loads first gets a new integrity with it. */
async function minifyGlue() {
  let page = await readFile(file("index.html"), "utf8");
  for (const name of (await readdir(dist)).filter((name) => /^k6cfg-.*\.js$/.test(name))) {
    const before = await readFile(file(name), "utf8");
    const { code } = await transform(before, { minify: true, target: "es2022", legalComments: "none" });
    await writeFile(file(name), code);
    page = page.replace(integrity(before), () => integrity(code));
  }
  await writeFile(file("index.html"), page);
}

/** Joins a worker's glue with the lines that start it, and returns its new name. */
async function nameWorker(worker, before = "") {
  const wasm = await renameByContent(`${worker}_bg.wasm`);
  const glue = await readFile(file(`${worker}.js`), "utf8");
  const start = `wasm_bindgen({ module_or_path: new URL(${JSON.stringify(wasm)}, self.location.href) });\n`;
  await writeFile(file(`${worker}.js`), `${glue}\n${before}${start}`);
  for (const left of [`${worker}_loader.js`, `${worker}.d.ts`, `${worker}_bg.wasm.d.ts`]) {
    await rm(file(left), { force: true });
  }
  return renameByContent(`${worker}.js`);
}

async function renameByContent(name) {
  const named = nameByContent(name, await readFile(file(name)));
  await rename(file(name), file(named));
  return named;
}

async function finishPage(assets) {
  let page = await readFile(file("index.html"), "utf8");
  for (const [whole, body] of page.matchAll(/<script type="module"[^>]*>([\s\S]*?)<\/script>/g)) {
    page = page.replace(whole, () => "");
    const boot = await writeBoot(body);
    page = page.replace("</head>", () => `${boot}</head>`);
  }
  // The boot script asks for the program once the page's words are on the screen.
  page = mustReplace(page, /<link rel="preload"[^>]*\.wasm"[^>]*>/, () => "");
  page = mustReplace(page, '<meta charset="utf-8">', (charset) =>
    `${charset}<meta http-equiv="Content-Security-Policy" content="${csp}">`);
  page = mustReplace(page, 'name="k6cfg-assets" content="{}"', () =>
    `name="k6cfg-assets" content="${JSON.stringify(assets).replaceAll('"', "&quot;")}"`);
  await writeFile(file("index.html"), page);
  // A host that knows no fallback route answers an unknown path with this page.
  await copyFile(file("index.html"), file("404.html"));
}

/** Trunk's start script is inline, which the policy forbids: a file of its own, with its hash. */
async function writeBoot(body) {
  const script = await bootScript(body);
  await writeFile(file("boot.js"), script);
  const name = await renameByContent("boot.js");
  return `<script type="module" src="${publicUrl}${name}" integrity="${integrity(script)}"></script>`;
}

function mustReplace(text, what, by) {
  const replaced = text.replace(what, by);
  if (replaced === text) throw new Error(`index.html no longer has ${what}`);
  return replaced;
}
