// Files become documents and documents files: opened, dropped, saved to where they came from.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { axe, shot, withPage } from "./lib/browser.mjs";
import { on } from "./lib/profile.mjs";
import { chooseInMenu, drop, expectKept, field, kept, keptText, open, openName, script, soon } from "./lib/steps.mjs";

const config = (name, file = "k6/a.js") => `namespace: ${name}\ntest_definitions:\n  - test_file: ${file}\n    contexts:\n      - environment: ${on.dev}\n`;

const names = async (page) => {
  await page.locator(".documents__button").click();
  await page.getByRole("menu").waitFor();
  const names = await page.locator(".documents__of").allTextContents();
  await page.keyboard.press("Escape");
  return names.sort();
};

test("several config files dropped at once open as several documents, scripts are kept", () =>
  withPage({}, async (page) => {
    await open(page, "mine.yaml", config("mine"));
    await drop(page, { "smoke.yaml": config("one"), "load.yml": config("two"), "k6.json": JSON.stringify({ namespace: "three", test_definitions: [] }), "a.js": script },
      "3 documents are open, 1 file added");
    await soon(async () => assert.deepEqual(await names(page), ["k6.json", "load.yml", "mine.yaml", "smoke.yaml"]));
    await chooseInMenu(page, /^smoke\.yaml/);
    await page.getByRole("link", { name: "preview", exact: true }).first().waitFor();
    await chooseInMenu(page, /^mine\.yaml/);
    await expectKept(page, config("mine"));
  }));

test("a file that is open already is gone to; the same name with another text is another document", () =>
  withPage({}, async (page) => {
    await drop(page, { "smoke.yaml": config("one") });
    await drop(page, { "load.yaml": config("two") });
    await drop(page, { "smoke.yaml": config("one") });
    await soon(async () => assert.equal(await openName(page), "smoke.yaml"));
    await soon(async () => assert.deepEqual(await names(page), ["load.yaml", "smoke.yaml"]));
    await drop(page, { "smoke.yaml": config("three") });
    await soon(async () => assert.equal(await openName(page), "smoke (2).yaml"));
    await page.getByText(`${on.dev}-a-smoke`).first().waitFor();
    await soon(async () => assert.deepEqual(await names(page), ["load.yaml", "smoke (2).yaml", "smoke.yaml"]));
  }));

const refused = [
  ["a Kubernetes object", "testrun.yaml", "apiVersion: k6.io/v1alpha1\nkind: TestRun\nmetadata:\n  name: a\n", "is a Kubernetes object (TestRun)"],
  ["several Kubernetes objects", "all.yaml", "apiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: ConfigMap\n", "is a Kubernetes object (Service)"],
  ["a Secret among other objects", "all.yaml", "apiVersion: v1\nkind: ConfigMap\n---\napiVersion: v1\nkind: Secret\n", "is a plain Secret, which this page does not keep"],
  ["another YAML file", "compose.yaml", "services:\n  web: {}\n", "is no config file"],
  ["a text in another encoding", "latin.yaml", [0x6e, 0x3a, 0x20, 0xe6, 0x0a], "is not UTF-8 text"],
  ["UTF-16", "wide.yaml", [0xff, 0xfe, 0x6e, 0x00], "is UTF-16 text"],
  ["a binary", "archive.yaml", [0x50, 0x4b, 0x03, 0x04, 0x00, 0x00], "is no text"],
  ["2 MiB", "large.yaml", "# comment\n".repeat(210_000), "is too large"],
  ["an empty file", "empty.yaml", "", "is empty"],
];
for (const [what, name, content, words] of refused) {
  test(`${what} is no config file: said so, and nothing is replaced`, () =>
    withPage({}, async (page) => {
      await open(page, "mine.yaml", config("mine"));
      await drop(page, { [name]: content }, words);
      await soon(async () => assert.equal(await openName(page), "mine.yaml"));
      await soon(async () => assert.equal(await keptText(page), config("mine")));
      await soon(async () => assert.deepEqual(await names(page), ["mine.yaml"]));
    }));
}

test("k6 options are kept beside the document; a config with a mistake is opened to be mended", () =>
  withPage({}, async (page) => {
    await open(page, "mine.yaml", config("mine"));
    await drop(page, { "options.json": '{"vus": 1}' }, "1 file added");
    await soon(async () => assert.equal(await openName(page), "mine.yaml"));
    await drop(page, { "broken.yaml": "namespace: team\ntest_definitions:\n  - [\n" });
    await soon(async () => assert.equal(await openName(page), "broken.yaml"));
  }));

test("Windows line endings and a byte order mark make no difference to what is opened, and are saved again", () =>
  withPage({}, async (page) => {
    await drop(page, { "win.yaml": `\ufeff${config("win").replaceAll("\n", "\r\n")}` });
    await soon(async () => assert.equal(await keptText(page), config("win").replaceAll("\n", "\r\n")));
    // The mark is no part of the text, but of the file: it is written again.
    await field(page, "Namespace").fill("two");
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
    const saved = `\ufeff${config("two").replaceAll("\n", "\r\n")}`;
    await soon(async () => assert.equal(await readFile(await download.path(), "utf8"), saved));
  }));

/** Drops a folder: what a real drop gives the page, by another way, since a script cannot drop folders. */
const dropFolder = async (page, files) => {
  // The page is there once its program is.
  await page.locator("main").waitFor();
  await page.evaluate(droppingFolder, files);
};

const droppingFolder = (files) => {
  const entry = ([path, text]) => ({ isFile: true, name: path.split("/").pop(), fullPath: `/${path}`, file: (done) => done(new File([text], path)) });
  const batches = [Object.entries(files).map(entry), []];
  const folder = { isFile: false, name: "repo", fullPath: "/repo", createReader: () => ({ readEntries: (done) => done(batches.shift()) }) };
  const event = new DragEvent("drop", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], items: [{ webkitGetAsEntry: () => folder }] } });
  document.querySelector("main").dispatchEvent(event);
};

test("a dropped folder with several config files: one chooses which to open, scripts are kept", () =>
  withPage({}, async (page) => {
    await dropFolder(page, {
      "repo/k6/a.js": script,
      "repo/smoke.yaml": config("one"),
      "repo/load.yaml": config("two"),
      "repo/broken.yaml": config("three"),
      "repo/deploy.yaml": "apiVersion: v1\nkind: Service\n",
    });
    const dialog = page.getByRole("dialog", { name: "3 config files in this folder" });
    await dialog.waitFor();
    await axe(page);
    await shot(page, "documents-choose");
    await dialog.getByRole("checkbox", { name: /broken\.yaml/ }).uncheck();
    await dialog.getByRole("button", { name: "Open 2 documents" }).click();
    await page.getByText("2 documents are open, 2 files added").waitFor();
    await soon(async () => assert.deepEqual(await names(page), ["load.yaml", "smoke.yaml"]));
    await page.getByRole("link", { name: "preview", exact: true }).first().waitFor();
  }));

test("a dropped folder with one config file opens it with its scripts", () =>
  withPage({}, async (page) => {
    await dropFolder(page, { "repo/smoke.yaml": config("one"), "repo/k6/a.js": script });
    await page.getByText("smoke.yaml is open, 1 file added").waitFor();
    await page.getByRole("link", { name: "preview", exact: true }).first().waitFor();
  }));

test("Open file lets one pick several", () =>
  withPage({}, async (page) => {
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Open file…" }).first().click(),
    ]);
    assert.ok(chooser.isMultiple());
    await chooser.setFiles([
      { name: "a.yaml", mimeType: "application/yaml", buffer: Buffer.from(config("one")) },
      { name: "b.json", mimeType: "application/json", buffer: Buffer.from('{"namespace": "two", "test_definitions": []}') },
      { name: "c.json", mimeType: "application/json", buffer: Buffer.from('{"vus": 1}') },
    ]);
    await page.getByText("2 documents are open; c.json is no config file").waitFor();
    await soon(async () => assert.deepEqual(await names(page), ["a.yaml", "b.json"]));
  }));

test("the dot beside the name says what is not saved as a file", () =>
  withPage({}, async (page) => {
    const dot = page.locator(".documents__dot");
    await drop(page, { "a.yaml": config("one") });
    await soon(async () => assert.ok(!(await dot.isVisible())));
    await field(page, "Namespace").fill("two");
    await soon(async () => assert.ok(await dot.isVisible()));
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
    assert.equal(download.suggestedFilename(), "a.yaml");
    await soon(async () => assert.equal(await readFile(await download.path(), "utf8"), config("two")));
    await dot.waitFor({ state: "hidden" });
    await page.reload();
    await page.getByText(`${on.dev}-a`).first().waitFor();
    await soon(async () => assert.ok(!(await dot.isVisible()), "known after a reload"));
    await field(page, "Namespace").fill("three");
    await field(page, "Namespace").fill("two");
    await dot.waitFor({ state: "hidden" });
  }));

/** Gives the page pickers as Chromium has them, over files that the browser keeps for tests. */
const givePickers = (page) => page.evaluate(() => {
  window.asked = [];
  window.cancel = false;
  const handle = async (name) => (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
  const picker = (name) => async (options) => {
    window.asked.push([name, options.suggestedName ?? ""]);
    if (window.cancel) throw new DOMException("cancelled", "AbortError");
    return name === "save" ? handle(window.saveAs ?? options.suggestedName) : [await handle("from-disk-smoke.yaml")];
  };
  window.showSaveFilePicker = picker("save");
  window.showOpenFilePicker = picker("open");
  window.onDisk = async (name) => (await (await handle(name)).getFile()).text();
  window.writeOnDisk = async (name, text) => {
    const stream = await (await handle(name)).createWritable();
    await stream.write(text);
    await stream.close();
  };
});
const onDisk = (page, name) => page.evaluate((name) => window.onDisk(name), name);
const asked = (page) => page.evaluate(() => window.asked);

test("saving goes back to the file that was opened, after a reload too, and never over what another program wrote", () =>
  withPage({}, async (page) => {
    await givePickers(page);
    await page.evaluate((text) => window.writeOnDisk("from-disk-smoke.yaml", text), config("disk"));
    await page.getByRole("button", { name: "Open file…" }).first().click();
    await page.getByText(`${on.dev}-a-smoke`).first().waitFor();
    await field(page, "Namespace").fill("edited");
    await page.keyboard.press("Control+s");
    await page.getByText("from-disk-smoke.yaml is saved").waitFor();
    await soon(async () => assert.equal(await onDisk(page, "from-disk-smoke.yaml"), config("edited")));
    await soon(async () => assert.deepEqual(await asked(page), [["open", ""]]));

    await page.reload();
    await givePickers(page);
    await page.getByText(`${on.dev}-a-smoke`).first().waitFor();
    await page.waitForTimeout(10);
    await page.evaluate((text) => window.writeOnDisk("from-disk-smoke.yaml", text), config("other-program"));
    await field(page, "Namespace").fill("again");
    await page.keyboard.press("Control+s");
    await page.getByText("has been changed since by another program").waitFor();
    await soon(async () => assert.equal(await onDisk(page, "from-disk-smoke.yaml"), config("other-program")));
    await soon(async () => assert.ok(await page.locator(".documents__dot").isVisible()));
    await page.keyboard.press("Control+s");
    await page.getByText("from-disk-smoke.yaml is saved").waitFor();
    await soon(async () => assert.equal(await onDisk(page, "from-disk-smoke.yaml"), config("again")));
    await soon(async () => assert.deepEqual(await asked(page), []));
  }));

test("a document without a file asks for one and takes its name; cancelling changes nothing", () =>
  withPage({}, async (page) => {
    await givePickers(page);
    await page.getByRole("button", { name: "Start with the smallest file" }).click();
    await field(page, "Namespace").waitFor();
    await page.evaluate(() => { window.cancel = true; });
    await chooseInMenu(page, /^Save/);
    await page.waitForFunction(() => window.asked.length === 1);
    await soon(async () => assert.ok(await page.locator(".documents__dot").isVisible()));
    await page.evaluate(() => { window.cancel = false; window.saveAs = "orders-smoke.yaml"; });
    await chooseInMenu(page, /^Save/);
    await page.getByText("orders-smoke.yaml is saved").waitFor();
    await soon(async () => assert.deepEqual(await asked(page), [["save", "k6-tests.yaml"], ["save", "k6-tests.yaml"]]));
    await soon(async () => assert.equal(await openName(page), "orders-smoke.yaml"));
    await page.getByText(`${on.dev}-orders-smoke`).first().waitFor();
    await soon(async () => assert.equal((await kept(page)).file_name, "orders-smoke.yaml"));
    await field(page, "Namespace").fill("more");
    await page.keyboard.press("Control+s");
    // A file cannot be read in the moment that it is replaced.
    await soon(async () => assert.ok((await onDisk(page, "orders-smoke.yaml")).includes("more")));
    await soon(async () => assert.equal((await asked(page)).length, 2, "the second time it knows where"));
  }));
