// Sites made from the built page, and other versions of it.

import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { integrity, nameByContent } from "../../../web/hooks/digest.mjs";
import { file } from "./profile.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const program = join(root, "web/site/site.mjs");

export const built = process.env.K6CFG_PAGE ?? join(root, "dist");
export const base = "/some/repo/";

const work = await mkdtemp(join(tmpdir(), "k6cfg-site-"));
after(() => rm(work, { recursive: true, force: true }));

/** A path for a file or folder of this name that is gone after the tests. */
export const scratch = (name) => join(work, name);

/** Runs the program, and gives what it printed. */
export const site = (...words) => promisify(execFile)(process.execPath, [program, ...words]);

/** The folder of a site of this name, made from the built page or from another one. */
export async function makeSite(name, { dist = built, server = "", profile = file ?? "" } = {}) {
  await site(dist, scratch(name), base, server, profile);
  return scratch(name);
}

/** A page as a later build makes it: its title, its style sheet and a part that is loaded when it is needed differ. */
export async function laterPage(title) {
  const dist = scratch(`dist of ${title}`);
  await cp(built, dist, { recursive: true });
  let page = await readFile(join(dist, "index.html"), "utf8");
  page = page.replace("<title>k6cfg</title>", `<meta name="test-version" content="${title}"><title>k6cfg</title>`);
  for (const pattern of [/^style-.*\.css$/, /^assets\/zip-.*\.js$/]) page = await changeFile(dist, page, pattern, title);
  for (const name of ["index.html", "404.html"]) await writeFile(join(dist, name), page);
  return dist;
}

async function changeFile(dist, page, pattern, title) {
  const name = (await readdir(dist, { recursive: true })).find((name) => pattern.test(name));
  const before = await readFile(join(dist, name), "utf8");
  const content = `${before}\n/* ${title} */\n`;
  const named = nameByContent(name.replace(/-[0-9a-f]+(?=\.\w+$)/, ""), content);
  await writeFile(join(dist, named), content);
  for (const ending of ["", ".br", ".gz"]) await rm(join(dist, name + ending));
  return page.replaceAll(name, named).replace(integrity(before), integrity(content));
}
