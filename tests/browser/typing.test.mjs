// Typing in a field of the form is never disturbed by what comes back from the engine.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, shot, withPage } from "./lib/browser.mjs";
import { on } from "./lib/profile.mjs";
import { expectKept, field, keptText, open, soon } from "./lib/steps.mjs";

const state = (page) =>
  page.evaluate(() => {
    const field = document.activeElement;
    return { tag: field.tagName, value: field.value, caret: field.selectionStart };
  });

test("typing keeps the focus and the caret while readings come back", () =>
  withPage({}, async (page) => {
    await page.getByRole("button", { name: "Start with the smallest file" }).click();
    const namespace = field(page, "Namespace");
    await namespace.fill("abcdef");
    await page.keyboard.press("Home");
    for (const _ of "abc") await page.keyboard.press("ArrowRight");
    for (const [at, letter] of [..."xyz123"].entries()) {
      await page.keyboard.press(letter);
      await page.waitForTimeout(60); // long enough for a reading to arrive
      const now = await state(page);
      assert.equal(now.tag, "INPUT");
      assert.equal(now.caret, 4 + at);
      assert.equal(now.value, `abc${"xyz123".slice(0, at + 1)}def`);
    }
    await soon(async () => assert.match(await keptText(page), /^namespace: abcxyz123def\n/));
  }));

test("emptying a field and filling it again leaves its line where it was", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", `# mine\nnamespace: old # keep\nbase_dir: k6/\ntest_definitions:\n  - test_file: a.js\n    contexts:\n      - environment: ${on.dev}\n`);
    const base = field(page, "Base folder");
    await base.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press("Backspace");
    await page.keyboard.type("load/");
    const namespace = field(page, "Namespace");
    await namespace.focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("new");
    await page.waitForTimeout(100);
    await soon(async () => assert.match(await keptText(page), /^# mine\nnamespace: new # keep\nbase_dir: load\/\n/));
  }));

test("Ctrl+Z in a field goes back through what was typed anywhere, and forth again", () =>
  withPage({}, async (page) => {
    const text = `namespace: team\nbase_dir: k6\ntest_definitions:\n  - test_file: k6/a.js\n    contexts:\n      - environment: ${on.dev}\n`;
    await open(page, "a.yaml", text);
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("# one");
    const base = field(page, "Base folder");
    await base.focus();
    await page.keyboard.press("End");
    await page.keyboard.type("Z");
    await expectKept(page, /base_dir: k6Z[^]*# one/);
    await page.keyboard.press("Control+z");
    await expectKept(page, `${text}# one`);
    await soon(async () => assert.equal(await base.inputValue(), "k6"));
    // The editor's typing is undone word by word.
    await page.keyboard.press("Control+z");
    await expectKept(page, `${text}# `);
    await page.keyboard.press("Control+z");
    await expectKept(page, text);
    for (const key of ["Shift+z", "y", "y"]) await page.keyboard.press(`Control+${key}`);
    await expectKept(page, /base_dir: k6Z[^]*# one/);
    await soon(async () => assert.equal(await base.inputValue(), "k6Z"));
  }));

test("what a message would undo is offered only while it was done last", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", `namespace: team\ntest_definitions:\n  - test_file: k6/a.js\n    contexts:\n      - environment: ${on.dev}\n      - environment: ${on.dev2}\n`);
    await page.getByRole("button", { name: "Remove this environment" }).first().click();
    await page.locator(".notice").getByRole("button", { name: "Undo" }).waitFor();
    await field(page, "Namespace").fill("other");
    await page.locator(".notice").waitFor({ state: "detached" });
    await soon(async () => assert.match(await keptText(page), /^namespace: other\n/));
  }));

test("Enter after a key indents what belongs to it", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", "namespace: team\n");
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    for (const line of ["test_definitions:", "- test_file: a/b.js", "contexts:", `- environment: ${on.dev}`, "test_run:", "secrets:", "- mine"]) {
      await page.keyboard.type(line);
      await page.keyboard.press("Escape");
      if (line !== "- mine") await page.keyboard.press("Enter");
    }
    await expectKept(
      page,
      `namespace: team\ntest_definitions:\n  - test_file: a/b.js\n    contexts:\n      - environment: ${on.dev}\n        test_run:\n          secrets:\n            - mine`,
    );
  }));

test("rows keep their fields when one above them goes", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", `namespace: team\ntest_definitions:\n  - test_file: k6/a.js\n    contexts:\n      - environment: ${on.dev}\n      - environment: ${on.dev2}\n      - environment: ${on.perf}\n`);
    const rows = page.getByRole("combobox", { name: "Environment" });
    const last = await rows.nth(2).elementHandle();
    await page.getByRole("button", { name: "Remove this environment" }).first().click();
    await page.waitForFunction(() => document.querySelectorAll("tr.context").length === 2);
    await soon(async () => assert.ok(await last.evaluate((field, name) => field.isConnected && field.value === name, on.perf)));
  }));

test("text that cannot be read leaves the form standing, and says so", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", `namespace: team\ntest_definitions:\n  - test_file: k6/a.js\n    contexts:\n      - environment: ${on.dev}\n`);
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("\n  : [broken");
    await page.getByText("cannot be read as a config file just now").waitFor();
    await soon(async () => assert.equal(await field(page, "Namespace").inputValue(), "team"));
    await soon(async () => assert.ok(await field(page, "Namespace").evaluate((field) => field.readOnly)));
  }));

const several = `namespace: team
test_definitions:
  - test_file: k6/a.js
    contexts:
      - environment: ${on.dev}
        test_run:
          env:
            - name: LINES
              value: |
                multi
                \tline
            - name: ODD
              value: "a\\rb"
            - name: ONE
              value: "1"
`;

test("a value of several lines keeps its line breaks, tabs and last line end", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", several);
    await page.getByRole("button", { name: "All settings of this run" }).click();
    const value = (row) => page.locator(`[data-path="test_definitions[0].contexts[0].test_run.env[${row}].value"]`);
    const lines = value(0);
    assert.equal(await lines.inputValue(), "multi\n\tline\n");
    assert.equal(await lines.getAttribute("rows"), "3");
    await lines.focus();
    for (const key of ["Control+Home", "End", "1", "Enter", "2"]) await page.keyboard.press(key);
    await expectKept(page, several.replace("multi\n", "multi1\n                2\n"));
    await soon(async () => assert.equal(await lines.getAttribute("rows"), "4"));
    await shot(page, "lines");
    await axe(page);
    // One line is no reason to lose the focus; undone, all of it is there again.
    await page.keyboard.press("Control+A");
    await page.keyboard.type("3");
    await expectKept(page, several.replace(/\|\n +multi\n.*\n/, '"3"\n'));
    await soon(async () => assert.equal(await lines.evaluate((field) => field.matches("textarea:focus")), true));
    await value(2).focus();
    await soon(async () => assert.equal(await lines.evaluate((field) => field.tagName), "INPUT"));
    await lines.focus();
    await page.keyboard.press("Control+z");
    await soon(async () => assert.equal(await lines.evaluate((field) => field.matches("textarea:focus")), true));
    await page.keyboard.press("Control+z");
    await expectKept(page, several);
    // No field holds a carriage return.
    assert.ok(await value(1).evaluate((field) => field.readOnly));
    await page.getByText("it holds a carriage return: edit this in the text").waitFor();
    assert.equal(await keptText(page), several);
  }));

test("typing changes the ending of no line that was not touched, and undo brings the very bytes back", () =>
  withPage({}, async (page) => {
    const text = `namespace: team\r\nbase_dir: k6\ntest_definitions:\r\n  - test_file: k6/a.js\r\n    contexts:\r\n      - environment: ${on.dev}\n`;
    await open(page, "a.yaml", text);
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("#");
    await expectKept(page, `${text}#`);
    // A line made of another ends as that one does.
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await expectKept(page, `${text.replace("k6\n", "k6\n\n")}#`);
    // A line between two goes with its own end.
    await page.keyboard.press("Control+Shift+K");
    await page.keyboard.press("Control+Shift+K");
    await expectKept(page, `${text.replace("base_dir: k6\ntest_definitions:\r\n", "base_dir: k6\n")}#`);
    for (let step = 0; step < 8; step++) await page.keyboard.press("Control+z");
    await expectKept(page, text);
    await field(page, "Namespace").fill("other");
    await expectKept(page, text.replace("team", "other"));
  }));
