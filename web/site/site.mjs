// Makes, from the page as built for `/`, a folder that any static file server can hand out under any path.
// Usage: node web/site/site.mjs DIST OUT BASE [SERVER] [PROFILE]
//   BASE     the path it will be at: /, /repo/
//   SERVER   the address of a k6cfg-server elsewhere, which the page may then talk to
//   PROFILE  a file that describes the platform; it stands beside the page as profile.yaml;
//            without it, the built-in one does

import { copyFile, cp, mkdir, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compress } from "../hooks/compress.mjs";
import { checkedBase, checkedServer } from "./arguments.mjs";
import { addManifest } from "./manifest.mjs";
import { linked, marked, moved, policy, trusting } from "./page.mjs";
import { serviceWorker } from "./worker.mjs";

/** Each has a page of its own name, for hosts that find `preview.html` at `preview`: others answer with 404.html. */
const screens = ["scripts", "secrets", "preview", "submit", "runs", "share"];

/** What stands beside the page where nothing else is given, to be changed there. */
const builtIn = fileURLToPath(new URL("../../engine/profile/profiles/altinn.yaml", import.meta.url));

const [dist, out, baseArgument, serverArgument, profileArgument] = process.argv.slice(2);
const profile = profileArgument || builtIn;
try {
  if (!baseArgument) throw new Error("usage: node web/site/site.mjs DIST OUT BASE [SERVER] [PROFILE]");
  const base = checkedBase(baseArgument);
  const server = serverArgument ? checkedServer(serverArgument) : null;
  await mustBeFile(profile);
  await mayReplace(out);
  const part = `${out.replace(/\/+$/, "")}.part`;
  await rm(part, { recursive: true, force: true });
  await makeSite(part, { base, server });
  await rm(out, { recursive: true, force: true });
  await rename(part, out);
} catch (failure) {
  console.error(`k6cfg: ${failure.message}`);
  process.exitCode = 1;
}

async function makeSite(site, { base, server }) {
  await copyPage(site);
  let page = moved(await readFile(join(dist, "index.html"), "utf8"), base);
  if (server) page = trusting(page, server);
  page = linked(page, await addManifest(site, base));
  page = marked(page, "k6cfg-offline", "sw.js");
  await writeFile(join(site, "index.html"), page);
  // Made of all that is there by now.
  await writeFile(join(site, "sw.js"), await serviceWorker(site, {
    policy: policy(page),
    screens: ["", ...screens],
    settings: ["profile.yaml"],
  }));
  for (const name of ["404", ...screens]) await writeFile(join(site, `${name}.html`), page);
  await compress(site);
  // Not compressed: whoever changes it on the host would leave the old one beside it.
  await copyFile(profile, join(site, "profile.yaml"));
  // GitHub's own site generator would leave files out.
  await writeFile(join(site, ".nojekyll"), "");
}

/** All but what is written anew, and the schema of another platform's config files. */
async function copyPage(site) {
  await mkdir(site, { recursive: true });
  const left = profile === builtIn ? /^(index|404)\.html/ : /^((index|404)\.html|config\.schema\.json)/;
  const isOther = (path) => !left.test(basename(path));
  await cp(dist, site, { recursive: true, filter: isOther });
}

/** A folder that holds anything else is not removed. */
async function mayReplace(folder) {
  const names = await readdir(folder).catch(() => []);
  if (names.length > 0 && !names.includes("sw.js")) throw new Error(`${folder} is there and is no page made by this program`);
}

async function mustBeFile(path) {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new Error(`there is no file ${path}`);
}
