// The same through the form, without a mouse.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, withPage } from "./lib/browser.mjs";
import { expectKept, field, keptText, script } from "./lib/steps.mjs";

/** Tab until the element that `what` names has the focus; fails after `limit` stops. */
async function tabTo(page, locator, { key = "Tab", limit = 60 } = {}) {
  for (let stop = 0; stop < limit; stop++) {
    if (await locator.evaluate((element) => element === element.getRootNode().activeElement).catch(() => false)) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${limit} times ${key} did not reach ${locator}`);
}

const back = { key: "Shift+Tab" };

async function retype(page, text) {
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

test("from the smallest file to a submitted run with the keyboard alone", () =>
  withPage({}, async (page) => {
    const start = page.getByRole("button", { name: "Start with the smallest file" });
    await start.waitFor();
    await tabTo(page, start);
    await page.keyboard.press("Enter");

    const namespace = field(page, "Namespace");
    await namespace.waitFor();
    await tabTo(page, namespace, { limit: 1 });
    await retype(page, "journey-form");
    const file = field(page, "Script");
    await tabTo(page, file);
    await retype(page, "k6/hello.js");
    const environment = page.getByRole("combobox", { name: "Environment" }).first();
    await tabTo(page, environment);
    await page.keyboard.type("yt01");
    const add = page.getByRole("button", { name: "Add an environment" });
    await tabTo(page, add);
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "Environment" }).nth(1).waitFor();

    await expectKept(
      page,
      "namespace: journey-form\ntest_definitions:\n  - test_file: k6/hello.js\n    contexts:\n      - environment: yt01\n      - environment: at22\n",
    );

    // A file dialog is the system's own: what it gives is put in its place.
    await tabTo(page, page.getByRole("link", { name: "Scripts" }), back);
    await page.keyboard.press("Enter");
    await page.locator("input[data-picks=files]").setInputFiles({ name: "hello.js", mimeType: "text/javascript", buffer: Buffer.from(script) });
    await page.getByText("All files are there").waitFor();

    const preview = page.getByRole("link", { name: "Preview", exact: true });
    await tabTo(page, preview, back);
    await page.keyboard.press("Enter");
    const first = page.getByRole("option", { name: /yt01-hello/ });
    await tabTo(page, first);
    await page.keyboard.press("ArrowDown");
    await page.getByRole("option", { name: /at22-hello/, selected: true }).waitFor();
    await page.getByLabel("TestRun as YAML").getByText("at22").first().waitFor();

    const submit = page.getByRole("link", { name: "Submit 2 runs" });
    await tabTo(page, submit, back);
    await page.keyboard.press("Enter");
    const go = page.getByRole("button", { name: "Submit 2 runs" });
    await tabTo(page, go);
    await page.keyboard.press("Enter");
    await page.getByText("2 runs are submitted").waitFor();
    await axe(page);
  }));

test("what is derived stands greyed in its field; typing replaces it, the cross brings it back", () =>
  withPage({}, async (page) => {
    await page.getByRole("button", { name: "Start with the smallest file" }).click();
    await page.getByRole("button", { name: "All settings of this run" }).click();
    const id = field(page, "Run id");
    assert.equal(await id.getAttribute("placeholder"), "at22-orders");
    await id.fill("my-run");
    await page.getByText("my-run", { exact: true }).first().waitFor();
    assert.match(await keptText(page), /test_run:\n\s+id: my-run/);
    await page.getByRole("button", { name: "Run id: return to the default" }).click();
    await expectKept(page, /^(?![^]*test_run)/);
    assert.equal(await id.inputValue(), "");
  }));

test("parking, choosing a type, duplicating, removing and undo", () =>
  withPage({}, async (page) => {
    await page.getByRole("button", { name: "Start with the smallest file" }).click();
    await field(page, "Namespace").waitFor();
    const before = await keptText(page);
    await page.getByRole("combobox", { name: "Test type" }).selectOption("smoke");
    await page.getByText("at22-orders-smoke").first().waitFor();
    await page.getByRole("switch", { name: "This one runs" }).uncheck();
    await page.getByText("parked").waitFor();
    assert.match(await keptText(page), /type: smoke\n\s+enabled: false/);
    await page.getByRole("button", { name: "Duplicate this environment" }).click();
    await page.getByRole("switch").nth(1).waitFor();
    await page.getByRole("button", { name: "Remove this environment" }).first().click();
    await page.getByRole("status").or(page.locator(".notice")).getByRole("button", { name: "Undo" }).click();
    await page.getByRole("switch").nth(1).waitFor();
    const undo = page.getByRole("button", { name: "Undo", exact: true });
    for (let step = 0; step < 3; step++) await undo.first().click();
    assert.equal(await keptText(page), before);
  }));
