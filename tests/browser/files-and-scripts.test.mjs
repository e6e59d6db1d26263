// Files: dropped, picked, placed, kept; the config file among them.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { shot, withPage } from "./lib/browser.mjs";
import { on, type } from "./lib/profile.mjs";
import { drop, field, keptText, open, script, soon } from "./lib/steps.mjs";

const zipJs = createRequire(new URL("../../web/package.json", import.meta.url))("@zip.js/zip.js");

/** The bytes of a zip file with these files in it. */
async function zip(files, options = {}) {
  const writer = new zipJs.ZipWriter(new zipJs.Uint8ArrayWriter());
  for (const [name, text] of Object.entries(files)) await writer.add(name, new zipJs.TextReader(text), options);
  return [...(await writer.close())];
}

const text = `namespace: team\nbase_dir: tests/k6/\ntest_definitions:\n  - test_file: orders/a.js # keep\n    contexts:\n      - environment: ${on.dev}\n`;

test("a dropped config file is opened, and saved under its name", () =>
  withPage({}, async (page) => {
    await drop(page, { "orders-smoke.yaml": text });
    await page.getByText(`${on.dev}-a-smoke`).first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save file" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "orders-smoke.yaml");
    await soon(async () => assert.equal(await readFile(await download.path(), "utf8"), text));
    await soon(async () => assert.equal(await keptText(page), text));
  }));

test("files go where the document names them, and follow it", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", text);
    await drop(page, { "a.js": script, "b.txt": "other" });
    await page.getByRole("link", { name: "Scripts", exact: true }).click();
    await page.getByText("All files are there").waitFor();
    await page.getByRole("link", { name: "Configure", exact: true }).click();
    await field(page, "Base folder").fill("load/");
    await page.getByRole("link", { name: "Scripts", exact: true }).click();
    await page.getByRole("rowheader", { name: "load/orders/a.js" }).waitFor();
    await page.getByText("All files are there").waitFor();
    await page.reload();
    await page.getByText("All files are there").waitFor();
  }));

test("a zip file is as good as the folder in it", () =>
  withPage({}, async (page) => {
    const inside = { "tests/k6/orders/a.js": script, "tests/k6/orders/a-smoke.yaml": text, "tests/node_modules/x.js": "1" };
    await drop(page, { "tests.zip": await zip(inside) }, /a-smoke\.yaml is open, 1 file added/);
    await page.getByRole("link", { name: "Scripts", exact: true }).click();
    await page.getByText("All files are there").waitFor();
    assert.equal(await page.getByText("node_modules").count(), 0);
  }));

test("of a zip file that cannot be read the reason is told", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", text);
    await drop(page, { "broken.zip": "no zip" }, /broken\.zip is no zip file that can be read/);
    const locked = await zip({ "a.js": script }, { password: "p" });
    await drop(page, { "locked.zip": locked }, /a\.js is encrypted, in locked\.zip/);
    const bytes = await zip({ "a.js": script.repeat(50), "b.txt": "b" });
    const torn = bytes.with(60, bytes[60] ^ 255);
    await drop(page, { "torn.zip": torn }, /a\.js is damaged, in torn\.zip.*1 file added/);
  }));

test("a chosen folder is remembered, and read again when its files change", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", text);
    // The one part that no program can press is the browser's own window; what it gives is a real folder.
    const choose = (page) => page.evaluate(() => {
      globalThis.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("tests", { create: true });
    });
    const write = (page, path, text) => page.evaluate(async ([path, text]) => {
      let folder = await navigator.storage.getDirectory();
      const parts = path.split("/");
      for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
      const stream = await (await folder.getFileHandle(parts.at(-1), { create: true })).createWritable();
      await stream.write(text);
      await stream.close();
    }, [path, text]);
    const vus = (most) => `import "../lib/load.js";\nexport const options = { vus: ${most}, duration: "1m" };\nexport default function () {}\n`;
    await choose(page);
    await write(page, "tests/k6/orders/a.js", vus(2));
    await write(page, "tests/k6/lib/load.js", "export const most = 2;\n");
    await write(page, "tests/.git/config", "x");
    await write(page, `tests/${type.usual}.yaml`, text);
    await page.getByRole("link", { name: "Scripts", exact: true }).click();
    await page.getByRole("button", { name: "Choose a folder…" }).click();
    await page.getByText(/^At most 2 virtual users/).waitFor();
    await page.getByText("Your folder tests.").waitFor();
    const documents = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("k6cfg.document.")).length);
    // Who comes back to the page finds what they changed.
    await write(page, "tests/k6/orders/a.js", vus(30));
    await write(page, `tests/${type.usual}.yaml`, `${text}# changed\n`);
    await page.evaluate(() => dispatchEvent(new Event("focus")));
    await page.getByText(/^At most 30 virtual users/).waitFor();
    const after = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("k6cfg.document.")).length);
    assert.equal(after, documents, "a config file of the folder is not opened once more");
    // Only a file that the document does not name has changed, and one has gone.
    await write(page, "tests/k6/orders/a.js", `import { most } from "../lib/load.js";\nexport const options = { vus: most, duration: "1m" };\nexport default function () {}\n`);
    await page.evaluate(() => dispatchEvent(new Event("focus")));
    await page.getByText(/^At most 2 virtual users/).waitFor();
    await write(page, "tests/k6/lib/load.js", "export const most = 7;\n");
    await page.evaluate(() => dispatchEvent(new Event("focus")));
    await page.getByText(/^At most 7 virtual users/).waitFor();
    await page.evaluate(async () => {
      const tests = await (await navigator.storage.getDirectory()).getDirectoryHandle("tests");
      await (await (await tests.getDirectoryHandle("k6")).getDirectoryHandle("lib")).removeEntry("load.js");
      dispatchEvent(new Event("focus"));
    });
    await page.getByText("tests/k6/lib/load.js is not there").first().waitFor();
    // And so does who comes back another day.
    await page.reload();
    await write(page, "tests/k6/lib/load.js", "");
    await write(page, "tests/k6/orders/a.js", vus(400));
    await page.getByText("The browser asks once whether this page may read it again.").waitFor();
    await shot(page, "scripts-folder");
    await page.getByRole("button", { name: "Read it again" }).click();
    await page.getByText(/^At most 400 virtual users/).waitFor();
    await page.getByRole("button", { name: "Read it again" }).click();
    await page.getByText("nothing changed in tests").waitFor();
    await page.getByRole("button", { name: "Forget it" }).click();
    await page.getByRole("button", { name: "Forget it" }).waitFor({ state: "detached" });
    await page.reload();
    await page.getByText("All files are there").waitFor();
    assert.equal(await page.getByRole("button", { name: "Read it again" }).count(), 0);
  }));

test("a wrong path can be put right, a file can be taken away", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", text);
    await drop(page, { "something.js": script });
    await page.getByRole("link", { name: "Scripts", exact: true }).click();
    await page.getByText("1 of 1 missing").waitFor();
    const path = page.getByRole("textbox", { name: "Path in the repository" });
    await path.fill("tests/k6/orders/a.js");
    await path.press("Enter");
    await page.getByText("All files are there").waitFor();
    await page.getByRole("button", { name: "Remove tests/k6/orders/a.js" }).click();
    await page.getByText("1 of 1 missing").waitFor();
  }));

test("a file is not moved onto another one, nor nowhere", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", text);
    await drop(page, { "tests/k6/orders/a.js": script, "tests/k6/orders/b.js": "export const b = 1;\n" });
    await page.getByRole("link", { name: "Scripts", exact: true }).click();
    const paths = page.getByRole("textbox", { name: "Path in the repository" });
    const now = () => paths.evaluateAll((fields) => fields.map((field) => field.value));
    const both = ["tests/k6/orders/a.js", "tests/k6/orders/b.js"];
    for (const [to, said] of [[both[0], "is there already"], ["", "a file needs a path"]]) {
      await paths.last().fill(to);
      await paths.last().press("Enter");
      await page.locator(".notice").getByText(said).waitFor();
      assert.deepEqual(await now(), both, "each is where it was");
    }
    await soon(async () => {
      assert.match((await page.locator(".file").allInnerTexts()).join("\n"), /named in the config file[\s\S]*not used/);
    });
    // Who removes one is at the next.
    await page.getByRole("button", { name: `Remove ${both[0]}` }).focus();
    await page.keyboard.press("Enter");
    await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.title), `Remove ${both[1]}`));
    assert.deepEqual(await now(), [both[1]]);
  }));

test("both objects can be saved as one file that kubectl reads", () =>
  withPage({}, async (page) => {
    await page.getByRole("button", { name: /^Smoke/ }).click();
    await page.getByRole("link", { name: "preview", exact: true }).first().click();
    await page.getByLabel("TestRun as YAML").waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download all" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), `${on.dev}-list-orders-smoke.yaml`);
    const saved = await readFile(await download.path(), "utf8");
    assert.match(saved, /kind: ConfigMap[\s\S]+\n---\n[\s\S]*kind: TestRun/);
    await page.getByRole("radio", { name: "JSON" }).check({ force: true });
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByText("the TestRun is copied").waitFor();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    assert.equal(copied.kind, "TestRun");
  }));

// Those of a test type are offered where the platform has it.
const ofType = ["Functional", "Smoke", "Spike", "Soak", "Breakpoint", "Browser"];
const offered = [...ofType.filter((name) => type.all.includes(name.toLowerCase())), "Several environments", "Average load", "Stress"];

test("examples of test types that the platform lacks are not offered", () =>
  withPage({}, async (page) => {
    const shown = page.locator(".examples .example__title");
    await soon(async () => {
      const names = await shown.evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));
      assert.deepEqual(names.sort(), [...offered].sort());
    });
  }));

for (const name of offered) {
  test(`the example ${name} has no error, and its first run can be seen at once`, () =>
    withPage({}, async (page) => {
      await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
      await page.getByRole("link", { name: "preview", exact: true }).first().click();
      await page.getByLabel("TestRun as YAML").getByText("k6.io/v1alpha1").waitFor();
      await page.getByRole("link", { name: /^Submit \d/ }).waitFor();
    }));
}
