// The page on a plain host of static files, under a path, with nobody behind it: it loads, it works offline, it turns to
// a newer version when it is told to, and it says what is wrong where it cannot start.

import assert from "node:assert/strict";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { axe, shot, withPage } from "./lib/browser.mjs";
import { file, on } from "./lib/profile.mjs";
import { base, built, laterPage, makeSite, scratch, site } from "./lib/site.mjs";
import { serveStatic } from "./lib/static.mjs";
import { drop, open, script, soon } from "./lib/steps.mjs";

const offline = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED/;
const screens = ["scripts", "secrets", "preview", "submit", "runs", "share"];

const hosts = [];
after(() => Promise.all(hosts.map((host) => host.stop())));

async function publish(folder) {
  const host = await serveStatic(folder, { base });
  hosts.push(host);
  return host;
}

const first = makeSite("first");
const second = laterPage("second").then((dist) => makeSite("second", { dist }));
const third = laterPage("third").then((dist) => makeSite("third", { dist }));

const text = (folder, name = "index.html") => readFile(join(folder, name), "utf8");
const named = (html, pattern) => html.match(pattern)?.[1];
const style = (html) => named(html, /href="[^"]*\/(style-[^"]+)"/);

test("all that the page names is under its path and has an integrity that browsers check", async () => {
  const html = await text(await first);
  assert.match(html, /<base href="\/some\/repo\/">/);
  const tags = html.match(/<(?:link|script)\b[^>]*>/g);
  const checked = tags.filter((tag) => /<script|rel="(stylesheet|modulepreload)"/.test(tag));
  assert.ok(checked.length >= 5, "scripts, their modules and a style sheet");
  for (const tag of tags) assert.match(tag, /(href|src)="\/some\/repo\/[^"]+"/);
  for (const tag of checked) assert.match(tag, /integrity="sha384-[\w+/]{64}"/);
  assert.doesNotMatch(html, /<script(?![^>]*src=)|<style|style="|k6cfg-server/);
});

test("a server elsewhere is named, and the policy opens for it and no further", async () => {
  const html = await text(await makeSite("with server", { server: "https://k6cfg.example.org/load?".slice(0, -1) }));
  assert.equal(named(html, /name="k6cfg-server" content="([^"]*)"/), "https://k6cfg.example.org/load/");
  const policy = (html) => named(html, /Content-Security-Policy" content="([^"]*)"/);
  const before = policy(await text(built));
  assert.doesNotMatch(before, /unsafe-inline|unsafe-eval'? |\*/);
  assert.equal(policy(html), before.replace("connect-src 'self'", "connect-src 'self' https://k6cfg.example.org"));
  assert.equal(policy(await text(await first)), before);
});

test("every screen has a file for hosts that look for one, and text is there compressed", async () => {
  const folder = await first;
  const html = await text(folder);
  for (const name of ["404", ...screens]) assert.equal(await text(folder, `${name}.html`), html);
  const names = await readdir(folder, { recursive: true });
  const isText = (name) => /\.(css|html|js|svg|wasm|webmanifest)$/.test(name);
  for (const name of names.filter(isText)) for (const end of [".br", ".gz"]) assert.ok(names.includes(name + end), name + end);
  assert.ok(names.includes(".nojekyll"));
  assert.ok(names.includes("profile.yaml"));
  // It names the environments and types of the built-in platform.
  assert.equal(names.includes("schema/config.schema.json"), !file);
});

test("the manifest has icons that are there", async () => {
  const folder = await first;
  const manifest = JSON.parse(await text(folder, named(await text(folder), /rel="manifest" href="\/some\/repo\/([^"]+)"/)));
  assert.deepEqual([manifest.scope, manifest.start_url], [base, base]);
  const names = await readdir(folder);
  for (const { src } of manifest.icons) assert.ok(names.includes(src), src);
  assert.deepEqual(manifest.icons.filter(({ purpose }) => purpose === "maskable").map(({ sizes }) => sizes), ["192x192", "512x512"]);
});

test("what cannot be meant is refused, and no other folder is overwritten", async () => {
  const refused = (words, why) => assert.rejects(site(...words), ({ stderr }) => why.test(stderr));
  await refused([built, scratch("x"), "repo/"], /starts and ends with a slash/);
  await refused([built, scratch("x"), "/a/../"], /starts and ends with a slash/);
  await refused([built, scratch("x"), base, "k6cfg.example.org"], /must be an address/);
  await refused([built, scratch("x"), base, "https://user@example.org"], /must be an address/);
  await refused([built, scratch("x"), base, "", scratch("no profile")], /there is no file/);
  await refused([built, built, base], /no page made by this program/);
});

for (const path of ["", "preview"]) {
  test(`the page loads at ${base}${path}`, async () => {
    const host = await publish(await first);
    const itself = new RegExp(`404.*${host.url}preview`);
    await withPage({ path: host.url + path, expect: [...(path ? [itself] : [])] }, async (page) => {
      await page.getByRole("heading").first().waitFor();
      await page.locator("#loading").waitFor({ state: "detached" });
      await page.getByRole("link", { name: "Secrets", exact: true }).click();
      await page.getByRole("heading", { name: "Secrets" }).first().waitFor();
      assert.equal(page.url(), `${host.url}secrets`);
      const links = await page.locator("header a").evaluateAll((links) => links.map((link) => link.pathname));
      assert.deepEqual(new Set(links), new Set([base, ...screens.map((screen) => base + screen)]), "these screens have a file");
    });
  });
}

/** Starts the page's side of the service worker; what it tells is counted in `k6cfgTold`. */
const keep = (page) =>
  page.evaluate(async () => {
    const address = (name) => new URL(name, document.baseURI).href;
    const { offline } = JSON.parse(document.querySelector("meta[name=k6cfg-assets]").content);
    const told = (globalThis.k6cfgTold = { ready: 0, update: 0, failed: [] });
    globalThis.k6cfgOffline = await import(address(offline));
    await globalThis.k6cfgOffline.start(address(document.querySelector("meta[name=k6cfg-offline]").content), {
      onReady: () => (told.ready += 1),
      onUpdate: () => (told.update += 1),
      onFailed: (why) => told.failed.push(why),
    });
  });

const told = (page) => page.evaluate(() => globalThis.k6cfgTold);

/** The page is kept, and what it asks for goes through the service worker. */
async function keepWhole(page) {
  await keep(page);
  await page.waitForFunction(() => globalThis.k6cfgTold.ready === 1 && navigator.serviceWorker.controller);
}

const comeIntoSight = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
const cacheNames = (page) => page.evaluate(() => caches.keys());
const shownStyle = (page) => page.evaluate(() => document.querySelector("link[rel=stylesheet]").href.split("/").pop());

test("offline, every screen opens and all that is loaded later is there", async () => {
  const host = await publish(await first);
  host.headers = { "content-security-policy": "frame-ancestors 'none'" };
  await withPage({ path: host.url, expect: [offline] }, async (page, context) => {
    await keepWhole(page);
    await context.setOffline(true);
    await host.stop();
    for (const screen of ["", ...screens, "nowhere/at-all"]) {
      const answer = await page.goto(`${host.url}${screen}?some=query#part`);
      assert.equal(answer.headers()["content-security-policy"], "frame-ancestors 'none'", "what the host says of the page");
      await page.locator("#loading").waitFor({ state: "detached" });
      await page.getByRole("heading").first().waitFor();
    }
    // The editor, the engine, the engine of scripts and the one that seals.
    await page.goto(host.url);
    await open(page, "smoke.yaml", `namespace: a\ntest_definitions:\n  - test_file: get.js\n    contexts:\n      - environment: ${on.perf}\n`);
    await page.getByLabel("Config file, YAML").waitFor();
    await drop(page, { "get.js": script });
    await page.getByRole("link", { name: "Preview", exact: true }).click();
    await page.getByText("k6.io/v1alpha1").first().waitFor();
    const worker = await page.evaluate(async () => {
      const { worker } = JSON.parse(document.querySelector("meta[name=k6cfg-assets]").content);
      return (await fetch(new URL(worker, document.baseURI))).headers.get("content-security-policy");
    });
    assert.equal(worker, named(await text(await first), /Content-Security-Policy" content="([^"]*)"/), "workers have the page's policy");
  });
});

test("a newer version waits; each tab keeps its own until it turns to it", async () => {
  const [old, young] = [await text(await first), await text(await second)];
  const host = await publish(await first);
  await withPage({ path: host.url, expect: [] }, async (page, context) => {
    await keepWhole(page);
    const other = await context.newPage();
    await other.goto(`${host.url}scripts`);
    await keepWhole(other);
    assert.deepEqual(await told(other), { ready: 1, update: 0, failed: [] });
    // What other projects at this origin keep: one by its side, one inside its path.
    const others = ["k6cfg /some/other/ 1", "k6cfg /some/repo/inside/ 1", "k6cfg", "workbox"];
    await page.evaluate((names) => Promise.all(names.map((name) => caches.open(name))), others);

    host.folder = await second;
    await comeIntoSight(page);
    for (const tab of [page, other]) await tab.waitForFunction(() => globalThis.k6cfgTold.update === 1);
    await page.reload();
    assert.equal(await shownStyle(page), style(old), "it waits until it is asked");
    await keep(page);
    await page.waitForFunction(() => globalThis.k6cfgTold.update === 1);

    const loaded = page.waitForEvent("load");
    await page.evaluate(() => globalThis.k6cfgOffline.update());
    await loaded;
    await page.getByRole("heading").first().waitFor();
    assert.equal(await shownStyle(page), style(young));
    host.requests.length = 0;
    await page.goto(`${host.url}secrets`);
    await page.getByRole("heading", { name: "Secrets" }).first().waitFor();
    const files = (await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name)))
      .map((name) => name.replace(host.url, "")).filter((name) => name !== "api/v1/info");
    const present = await readdir(await second, { recursive: true });
    for (const file of files) assert.ok(present.includes(file), `${file} is of the new version`);
    assert.deepEqual(host.requests.filter((path) => path !== "api/v1/info"), [], "all from the cache");

    // The other tab has the old page, whose parts neither the host nor the browser's own cache has any more.
    assert.equal(await shownStyle(other), style(old));
    await (await context.newCDPSession(other)).send("Network.clearBrowserCache");
    const part = await other.evaluate(async () => {
      const { zip } = JSON.parse(document.querySelector("meta[name=k6cfg-assets]").content);
      return { zip, does: Object.keys(await import(new URL(zip, document.baseURI))).length };
    });
    assert.ok(!present.includes(part.zip) && part.does > 0, "its own part, from the cache");
    const reloaded = other.waitForEvent("load");
    await other.evaluate(() => globalThis.k6cfgOffline.update()).catch(() => {});
    await reloaded;
    assert.equal(await shownStyle(other), style(young));

    const before = await cacheNames(page);
    host.folder = await third;
    await keep(page);
    await comeIntoSight(page);
    await page.waitForFunction(() => globalThis.k6cfgTold.update === 1);
    const again = page.waitForEvent("load");
    await page.evaluate(() => globalThis.k6cfgOffline.update());
    await again;
    assert.equal(await shownStyle(page), style(await text(await third)));
    const names = await cacheNames(page);
    const versions = (names) => names.filter((name) => /^k6cfg \/some\/repo\/ [0-9a-f]{16}$/.test(name));
    assert.equal(versions(names).length, 2, "the newest, and the one before it");
    assert.equal(versions(names)[0], versions(before)[1]);
    for (const name of others) assert.ok(names.includes(name), `${name} is another project's`);
  });
});

test("a version that is published by halves is not taken", async () => {
  const host = await publish(await first);
  await withPage({ path: host.url, expect: [] }, async (page) => {
    await keepWhole(page);
    const before = await cacheNames(page);
    host.folder = await second;
    const changed = style(await text(await second));
    let asked = false;
    host.intercept = (path) => {
      if (path !== changed) return null;
      asked = true;
      return { status: 200, body: "/* of yet another version */" };
    };
    await comeIntoSight(page);
    await soon(() => assert.ok(asked));
    await page.waitForFunction(async () => {
      const { installing, waiting } = await navigator.serviceWorker.getRegistration();
      return !installing && !waiting;
    });
    await soon(async () => assert.deepEqual(await cacheNames(page), before));
    assert.deepEqual(await told(page), { ready: 1, update: 0, failed: [] });
    await page.reload();
    assert.equal(await shownStyle(page), style(await text(await first)));

    host.intercept = () => null;
    await keep(page);
    await comeIntoSight(page);
    await page.waitForFunction(() => globalThis.k6cfgTold.update === 1);
  });
});

test("a page that cannot be kept says why, and works", async () => {
  const host = await publish(await first);
  host.intercept = (path) => (path.startsWith("k6cfg-archiver_bg") ? { status: 503, body: "busy" } : null);
  await withPage({ path: host.url, expect: [] }, async (page) => {
    await keep(page);
    await page.waitForFunction(() => globalThis.k6cfgTold.failed.length === 1);
    assert.deepEqual(await told(page), { ready: 0, update: 0, failed: ["not all files of this version could be fetched"] });
    assert.deepEqual((await cacheNames(page)).filter((name) => !name.endsWith(" settings")), []);
    await page.reload();
    await page.getByRole("heading").first().waitFor();
  });
});

test("the deployment's profile comes from the network, and from the cache where that is gone", async () => {
  const profile = scratch("profile");
  await writeFile(profile, "name: one\n");
  const host = await publish(await makeSite("with profile", { profile }));
  await withPage({ path: host.url, expect: [offline, /404.*(settings|info)/, /settings net::ERR_FAILED|ERR_FAILED.*settings/] }, async (page, context) => {
    await keepWhole(page);
    const get = (name) => page.evaluate(async (name) => {
      const answer = await fetch(new URL(name, document.baseURI), { cache: "no-store" }).catch(() => null);
      return answer && { status: answer.status, body: await answer.text() };
    }, name);
    host.intercept = (path) => (path === "profile.yaml" ? { status: 200, body: "name: two\n" } : null);
    assert.deepEqual(await get("profile.yaml"), { status: 200, body: "name: two\n" });
    host.intercept = (path) => (path === "profile.yaml" ? { status: 503, body: "busy" } : null);
    assert.deepEqual(await get("profile.yaml"), { status: 200, body: "name: two\n" });
    assert.equal((await get("settings")).status, 404);
    assert.equal((await get("api/v1/info")).status, 404);
    await context.setOffline(true);
    await host.stop();
    assert.deepEqual(await get("profile.yaml"), { status: 200, body: "name: two\n" });
    assert.equal(await get("settings"), null);
    assert.equal(await get("api/v1/info"), null, "the API is never answered from here");
  });
});

test("a browser without WebAssembly is told so", async () => {
  const host = await publish(await first);
  await withPage({ path: host.url, expect: [] }, async (page) => {
    await page.addInitScript(() => delete globalThis.WebAssembly);
    await page.reload();
    const alert = page.getByRole("alert");
    await alert.getByText("It has no WebAssembly.").waitFor();
    await alert.getByText(/Chromium, Chrome, Edge, Firefox and Safari/).waitFor();
    await alert.getByText("The command-line tool k6cfg does the same").waitFor();
    await axe(page);
    await shot(page, "hosting-no-webassembly");
  });
});

const failures = [
  ["its wasm is not there", /^k6cfg-app-.*\.wasm$/, { status: 404, body: "gone" }],
  ["its wasm is cut off", /^k6cfg-app-.*\.wasm$/, "cut"],
  ["a script is not there", /^k6cfg-app-.*\.js$/, { status: 404, body: "gone" }],
  ["a script is another one", /^k6cfg-parts-.*\.js$/, { status: 200, body: "export {};" }],
];
for (const [why, pattern, instead] of failures) {
  test(`the page says so when ${why}, and can be tried again`, async () => {
    const host = await publish(await first);
    host.intercept = (path) => (pattern.test(path) ? instead : null);
    await withPage({ path: host.url, expect: [/k6cfg-(app|parts)/, /boot-/, /request failed/] }, async (page) => {
      const alert = page.getByRole("alert");
      await alert.getByRole("heading", { name: "k6cfg could not be loaded" }).waitFor();
      await axe(page);
      await shot(page, "hosting-not-loaded");
      host.intercept = () => null;
      await alert.getByRole("button", { name: "Try again" }).click();
      await page.locator("#loading, .k6-trouble").waitFor({ state: "detached" });
      await page.getByRole("heading", { level: 2 }).first().waitFor();
    });
  });
}
