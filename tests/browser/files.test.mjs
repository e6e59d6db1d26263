// Files as the browser hands them over, and their store (web/src/files.js).

import assert from "node:assert/strict";
import { test } from "node:test";
import { withPage } from "./lib/browser.mjs";
import { soon } from "./lib/steps.mjs";

const withFiles = (body) =>
  withPage({}, async (page) => {
    await page.evaluate(async () => {
      const assets = JSON.parse(document.querySelector("meta[name=k6cfg-assets]").content);
      window.files = await import(new URL(assets.files, document.baseURI).href);
      window.asText = (found) => found.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]);
    });
    await body(page);
  });

test("what is kept is there after a reload, until it is deleted", () =>
  withFiles(async (page) => {
    await page.evaluate(() => window.files.put("test/a.js", new Uint8Array([1, 2, 255])));
    await page.reload();
    await page.evaluate(async () => {
      const assets = JSON.parse(document.querySelector("meta[name=k6cfg-assets]").content);
      window.files = await import(new URL(assets.files, document.baseURI).href);
    });
    await soon(async () => assert.deepEqual(await page.evaluate(async () => Array.from(await window.files.get("test/a.js"))), [1, 2, 255]));
    await page.evaluate(() => window.files.del("test/a.js"));
    await soon(async () => assert.ok(!(await page.evaluate(() => window.files.keys())).includes("test/a.js")));
  }));

test("a dropped folder comes with its paths, batch by batch", () =>
  withFiles(async (page) => {
    const found = await page.evaluate(async () => {
      const file = (path) => ({ isFile: true, name: path.split("/").pop(), fullPath: path, file: (done) => done(new File([path], "x")) });
      const folder = (path, ...batches) => ({
        isFile: false, name: path.split("/").pop(), fullPath: path,
        createReader: () => ({ readEntries: (done) => done(batches.shift() ?? []) }),
      });
      const tree = folder("/k6", [file("/k6/b.js")], [folder("/k6/lib", [file("/k6/lib/a.js")]), folder("/k6/.git", [file("/k6/.git/x")])]);
      return window.asText(await window.files.readDropped([tree, new File(["one"], "one.js")]));
    });
    assert.deepEqual(found, [["k6/b.js", "/k6/b.js"], ["k6/lib/a.js", "/k6/lib/a.js"], ["one.js", "one"]]);
  }));

test("chosen files come with their names", () =>
  withFiles(async (page) => {
    await page.evaluate(() => {
      const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, id: "chosen" });
      document.body.append(input);
    });
    await page.locator("#chosen").setInputFiles([
      { name: "b.js", mimeType: "text/javascript", buffer: Buffer.from("2") },
      { name: "a.js", mimeType: "text/javascript", buffer: Buffer.from("1") },
    ]);
    const found = await page.evaluate(async () => window.asText(await window.files.readFiles(document.querySelector("#chosen").files)));
    assert.deepEqual(found, [["a.js", "1"], ["b.js", "2"]]);
  }));
