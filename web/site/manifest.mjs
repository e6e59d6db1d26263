// What makes the page an app that can be put on a desktop or a phone.

import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nameByContent } from "../hooks/digest.mjs";

const pictures = fileURLToPath(new URL("../../public/", import.meta.url));

/** Writes the manifest and its icons into `site`, and gives the links that the page needs. */
export async function addManifest(site, base) {
  const favicon = (await readdir(site)).find((name) => /^favicon-[0-9a-f]+\.svg$/.test(name));
  if (!favicon) throw new Error("the page has no favicon");
  const [small, large] = await Promise.all(["icon-192.png", "icon-512.png"].map((name) => addPicture(site, name)));
  const manifest = {
    id: base,
    name: "k6cfg",
    short_name: "k6cfg",
    description: "Write, check and run k6 tests on a shared Kubernetes cluster.",
    start_url: base,
    scope: base,
    display: "standalone",
    // --k6-page and --k6-pane of style/tokens.css, where they are light.
    background_color: "#f3f3f4",
    theme_color: "#ffffff",
    icons: [
      { src: favicon, sizes: "any", type: "image/svg+xml", purpose: "any" },
      ...["any", "maskable"].flatMap((purpose) => [
        { src: small, sizes: "192x192", type: "image/png", purpose },
        { src: large, sizes: "512x512", type: "image/png", purpose },
      ]),
    ],
  };
  const name = await write(site, "manifest.webmanifest", JSON.stringify(manifest));
  return `<link rel="manifest" href="${base}${name}"><link rel="apple-touch-icon" href="${base}${small}">`;
}

const addPicture = async (site, name) => write(site, name, await readFile(join(pictures, name)));

async function write(site, name, content) {
  const named = nameByContent(name, content);
  await writeFile(join(site, named), content);
  return named;
}
