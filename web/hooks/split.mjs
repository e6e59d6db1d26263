// Takes the page's wasm apart: what it starts with, and what `#[wasm_split]` says may come later. The parts are cut from
// what the linker wrote, before wasm-bindgen, so what Trunk made of it is made once more.

import { version } from "esbuild";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { integrity } from "./digest.mjs";

const run = promisify(execFile);
const linkModule = "./__wasm_split.js";

/**
 * @param {string} dist the folder with the built page; its index.html, the wasm and its glue are replaced
 * @param {string} linked the program as the linker wrote it, with names and relocations
 * @param {string} publicUrl what the page's addresses begin with
 */
export async function split(dist, linked, publicUrl) {
  const work = await mkdtemp(join(tmpdir(), "k6cfg-split-"));
  try {
    // All parts share one hash: parts of two builds would not fit each other. Browsers keep them for ever, so whatever
    // writes them counts too.
    const { stdout: bindgen } = await run("wasm-bindgen", ["--version"]);
    const made = createHash("sha256").update(await readFile(linked)).update(`${bindgen} esbuild ${version}`);
    const hash = made.digest("hex").slice(0, 16);
    const name = `k6cfg-app-${hash}`;
    await run("wasm-split-cli", [linked, work, "--target", "web", "--out-name", name]);
    await run("wasm-bindgen", [
      join(work, `${name}.wasm`), "--target", "web", "--no-typescript", "--keep-lld-exports", "--no-demangle",
      "--remove-name-section", "--remove-producers-section", "--out-dir", dist, "--out-name", name,
    ]);
    await replaceWhole(dist, name);
    await placeParts(dist, work, name, hash, publicUrl);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The page names what is made here instead of what Trunk made. */
async function replaceWhole(dist, name) {
  let page = await readFile(join(dist, "index.html"), "utf8");
  for (const old of (await readdir(dist)).filter((file) => /^k6cfg-app-.*(?<!_bg)\.js$/.test(file) && file !== `${name}.js`)) {
    const before = old.slice(0, -".js".length);
    for (const end of [".js", "_bg.wasm"]) {
      const [of, by] = await Promise.all([before, name].map((name) => readFile(join(dist, name + end))));
      page = page.replace(integrity(of), integrity(by));
      await rm(join(dist, before + end));
    }
    page = page.replaceAll(before, name);
  }
  await writeFile(join(dist, "index.html"), page);
}

async function placeParts(dist, work, name, hash, publicUrl) {
  const link = `k6cfg-parts-${hash}.js`;
  let loader = inTurns(await readFile(join(work, linkModule), "utf8"));
  for (const file of (await readdir(work)).filter((file) => file.endsWith(".wasm") && file !== `${name}.wasm`)) {
    const part = `k6cfg-${file.replace(/^split_/, "").slice(0, -".wasm".length)}-${hash}.wasm`;
    loader = loader.replaceAll(`./${file}`, `./${part}`);
    await writeFile(join(dist, part), withoutNames(await readFile(join(work, file))));
  }
  await writeFile(join(dist, link), loader);
  const glue = await readFile(join(dist, `${name}.js`), "utf8");
  const linked = glue.replace(`from '${linkModule}'`, `from './${link}'`);
  if (linked === glue) throw new Error("wasm-bindgen no longer imports the parts as it did");
  await writeFile(join(dist, `${name}.js`), linked);
  const page = await readFile(join(dist, "index.html"), "utf8");
  const preload = `<link rel="modulepreload" href="${publicUrl}${link}" crossorigin="anonymous" integrity="${integrity(loader)}">`;
  await writeFile(join(dist, "index.html"), page.replace(integrity(glue), integrity(linked)).replace("</head>", `${preload}</head>`));
}

/**
 * Parts are compiled beside the page (what streams is read by the page itself), and made use of in tasks of their own:
 * the browser can answer people in between.
 * @param {string} loader
 */
function inTurns(loader) {
  const turned = loader
    .replaceAll(/const src = fetch\((.*)\);/g, "const src = compiled($1);")
    .replaceAll("(WebAssembly.instantiateStreaming(src, imports))", "instantiated(src, imports)");
  if (turned.includes("instantiateStreaming") || !turned.includes("= compiled(") || !turned.includes("instantiated(src")) {
    throw new Error("wasm-split no longer loads parts as it did");
  }
  return `${turned}
const turn = () => new Promise((done) => setTimeout(done));
async function compiled(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(\`\${url} answered \${answer.status}\`);
  const bytes = await answer.arrayBuffer();
  await turn();
  return WebAssembly.compile(bytes);
}
async function instantiated(src, imports) {
  const part = await src;
  await turn();
  await WebAssembly.instantiate(part, imports);
  await turn();
}
`;
}

/** A module without its custom sections: names, relocations. */
function withoutNames(bytes) {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const start = at++;
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      size |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    at += size;
    if (bytes[start] !== 0) kept.push(bytes.subarray(start, at));
  }
  return Buffer.concat(kept);
}
