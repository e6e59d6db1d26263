// Files: dropped, picked, placed, kept; the config file among them.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { withPage } from "./lib/browser.mjs";
import { drop, field, keptText, open, script, soon } from "./lib/steps.mjs";

const text = "namespace: team\nbase_dir: tests/k6/\ntest_definitions:\n  - test_file: orders/a.js # keep\n    contexts:\n      - environment: at22\n";

test("a dropped config file is opened, and saved under its name", () =>
  withPage({}, async (page) => {
    await drop(page, { "orders-smoke.yaml": text });
    await page.getByText("at22-a-smoke").first().waitFor();
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

test("both objects can be saved as one file that kubectl reads", () =>
  withPage({}, async (page) => {
    await page.getByRole("button", { name: /^Smoke/ }).click();
    await page.getByRole("link", { name: "preview", exact: true }).first().click();
    await page.getByLabel("TestRun as YAML").waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download both" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "at22-list-orders-smoke.yaml");
    const saved = await readFile(await download.path(), "utf8");
    assert.match(saved, /kind: ConfigMap[\s\S]+\n---\n[\s\S]*kind: TestRun/);
    await page.getByRole("radio", { name: "JSON" }).check({ force: true });
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByText("the TestRun is copied").waitFor();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    assert.equal(copied.kind, "TestRun");
  }));

for (const name of ["Functional", "Smoke", "Several environments", "Average load", "Stress", "Spike", "Soak", "Breakpoint", "Browser"]) {
  test(`the example ${name} has no error, and its first run can be seen at once`, () =>
    withPage({}, async (page) => {
      await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
      await page.getByRole("link", { name: "preview", exact: true }).first().click();
      await page.getByLabel("TestRun as YAML").getByText("k6.io/v1alpha1").waitFor();
      await page.getByRole("link", { name: /^Submit \d/ }).waitFor();
    }));
}
