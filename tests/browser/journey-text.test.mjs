// From an empty page to a submitted run, written as text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withPage } from "./lib/browser.mjs";
import { objectName, on } from "./lib/profile.mjs";
import { drop, expectKept, keptText, script, soon, typeInEditor } from "./lib/steps.mjs";

const lines = [
  "namespace: journey-text",
  "test_definitions:",
  "  - test_file: tests/k6/hello.js",
  "    contexts:",
  `      - environment: ${on.dev}`,
];

test("type the three lines, drop the script, see both objects, submit, see it listed, reload, still there", () =>
  withPage({}, async (page) => {
    await typeInEditor(page, lines);
    await expectKept(page, lines.join("\n"));

    // The script that is missing is named where the run stands.
    await page.getByRole("link", { name: "Scripts" }).click();
    await page.getByText("1 of 1 missing").waitFor();
    await drop(page, { "hello.js": script });
    await page.getByText("All files are there").waitFor();

    await page.getByRole("link", { name: "Preview", exact: true }).click();
    const view = page.getByLabel("TestRun as YAML");
    await view.getByText("k6.io/v1alpha1").waitFor();
    await soon(async () => assert.match(await view.innerText(), /kind:.*TestRun/));
    await page.getByRole("tab", { name: "ConfigMap" }).click();
    await page.getByLabel("ConfigMap as YAML").getByText("archive.tar").waitFor();

    await page.getByRole("link", { name: "Submit 1 run" }).click();
    await page.getByRole("button", { name: "Submit 1 run" }).click();
    await page.getByText("1 run is submitted").waitFor();
    await soon(async () => assert.equal(await page.getByRole("cell", { name: "created" }).count(), 2));

    await page.getByRole("link", { name: "See the runs" }).click();
    // The newest is first; other journeys submit a run of this name too.
    await page.getByRole("button", { name: /hello$/ }).first().waitFor();

    await page.reload();
    await page.getByRole("button", { name: /hello$/ }).first().click();
    await page.getByLabel("The submitted TestRun").getByText(`${on.dev}-hello`).first().waitFor();

    // The document and its script are there as well.
    await soon(async () => assert.equal(await keptText(page), lines.join("\n")));
    await page.getByRole("link", { name: "Scripts" }).click();
    await page.getByText("All files are there").waitFor();
  }));

test("what was submitted can be deleted, after a question", () =>
  withPage({}, async (page) => {
    await typeInEditor(page, [lines[0].replace("journey-text", "journey-delete"), ...lines.slice(1)]);
    await drop(page, { "hello.js": script });
    await page.getByRole("link", { name: "Submit 1 run" }).click();
    await page.getByRole("button", { name: "Submit 1 run" }).click();
    await page.getByRole("link", { name: "See the runs" }).click();
    await page.getByRole("button", { name: /^Delete/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Delete" }).click();
    await page.getByText("Nothing has been submitted here yet").waitFor();
  }));

test("one run alone is submitted from its preview, with arguments for this time", () =>
  withPage({}, async (page) => {
    await page.getByRole("button", { name: /^Smoke/ }).click();
    await page.getByRole("link", { name: "preview", exact: true }).nth(1).click();
    await page.getByRole("textbox", { name: /^k6 arguments/ }).fill("-e THINK_TIME=7");
    await page.getByLabel("TestRun as YAML").getByText("THINK_TIME").first().waitFor();
    await page.getByRole("link", { name: "Submit this run…" }).click();
    await soon(async () => assert.equal(await page.getByRole("checkbox", { checked: true }).count(), 1));
    await page.getByRole("button", { name: "Submit 1 run" }).click();
    await page.getByText("1 run is submitted").waitFor();
    await page.getByText(new RegExp(`^${objectName(on.dev2)}`)).waitFor();
  }));

test("the count of problems leads to them from every screen", () =>
  withPage({}, async (page) => {
    await typeInEditor(page, lines.with(4, `      - environment: ${on.mistyped}`));
    await page.getByRole("link", { name: "Scripts", exact: true }).click();
    await page.getByRole("link", { name: /error/ }).click();
    await page.getByRole("button", { name: new RegExp(`${on.mistyped}`) }).waitFor();
    await page.waitForFunction(() => document.activeElement.id === "problems");
  }));

test("a mistake is underlined, listed, and found by a click", () =>
  withPage({}, async (page) => {
    await typeInEditor(page, lines.with(4, `      - environment: ${on.mistyped}`));
    const problem = page.getByRole("button", { name: new RegExp(`${on.mistyped}`) });
    await problem.waitFor();
    await page.locator(".cm-lintRange-error").waitFor();
    await problem.click();
    const selected = await page.evaluate(() => {
      const root = [...document.querySelectorAll("*")].find((element) => element.shadowRoot)?.shadowRoot;
      return root?.activeElement?.classList.contains("cm-content") ?? false;
    });
    assert.ok(selected, "the editor has the focus");
  }));
