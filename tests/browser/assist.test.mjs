// Help while the text is written: what a place is, what fits there, what mends it, and where it is in the form.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, phone, shot, withPage } from "./lib/browser.mjs";
import { environments, nodes, on, type } from "./lib/profile.mjs";
import { drop, expectKept, field, keptText, open, script, soon } from "./lib/steps.mjs";

const team = `namespace: team
base_dir: tests
test_definitions:
  - test_file: orders.js
    contexts:
      - environment: ${on.perf}
        node_type: ${nodes.other}
        test_run:
          id: mine
  - test_file: people.js
    contexts:
      - environment: ${on.mistyped}
      - environment: ${on.dev2}
`;

/** The team's file with the editor ready for it. */
const withTeam = (options, body, text = team) =>
  withPage(options, async (page) => {
    await open(page, "tests.yaml", text);
    if (options.viewport === phone) await page.getByRole("tab", { name: "YAML" }).click();
    await page.locator(".cm-lintRange-error, .cm-lintRange-warning").first().waitFor();
    await body(page);
  });

const line = (page, text) => page.locator(".cm-line", { hasText: text });
const options = (page) => page.locator(".cm-tooltip-autocomplete [role=option]");
const labels = async (page) => {
  await options(page).first().waitFor();
  return page.locator(".cm-tooltip-autocomplete .cm-completionLabel").allTextContents();
};
/** A popup takes keys only once it could have been seen. */
const seen = async (page) => {
  await options(page).first().waitFor();
  await page.waitForTimeout(100);
};
const caretAtEnd = async (page, text) => {
  await line(page, text).first().click();
  await page.keyboard.press("End");
};
const editorHasFocus = (page) =>
  page.evaluate(() => Boolean(document.activeElement.shadowRoot?.activeElement?.classList.contains("cm-content")));
const selected = (page) => page.evaluate(() => document.activeElement.shadowRoot?.getSelection?.()?.toString() ?? getSelection().toString());

test("the pointer on a value learns what it is, also by keyboard", () =>
  withTeam({}, async (page) => {
    await line(page, "node_type").getByText(nodes.other, { exact: true }).hover();
    const about = page.locator(".cm-about");
    await about.getByText(`${nodes.otherTitle}.`).waitFor();
    await soon(async () => assert.match(await about.innerText(), new RegExp(`node_type: ${nodes.other}`)));
    await soon(async () => assert.match(await about.innerText(), new RegExp(`Left out it would be ${nodes.usual}\\.`)));
    await page.mouse.move(2, 2);
    await about.waitFor({ state: "detached" });

    await caretAtEnd(page, "id: mine");
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Control+i");
    await about.getByText(`Left out it would be ${on.perf}-orders.`).waitFor();
    await page.keyboard.press("ArrowLeft");
    await about.waitFor({ state: "detached" });
  }));

test("a key is offered while it is typed, and brings what must follow", () =>
  withPage({}, async (page) => {
    await page.getByLabel("Config file, YAML").click();
    await page.keyboard.type("name");
    await seen(page);
    await page.keyboard.press("Enter");
    await page.keyboard.type("team");
    await page.keyboard.press("Enter");
    await page.keyboard.type("test_");
    await soon(async () => assert.deepEqual(await labels(page), ["test_definitions"]));
    await seen(page);
    await page.keyboard.press("Tab");
    // The caret is in the first gap; Tab goes on to the next, where the environments are offered.
    await page.keyboard.type("a/b.js");
    await page.keyboard.press("Tab");
    await soon(async () => assert.deepEqual(await labels(page), environments));
    await options(page).filter({ hasText: on.staging }).click();
    await expectKept(page, `namespace: team\ntest_definitions:\n  - test_file: a/b.js\n    contexts:\n      - environment: ${on.staging}`);
    await soon(async () => assert.ok(await editorHasFocus(page)));
  }));

test("values are offered with what they are; the one that is there is replaced", () =>
  withTeam({}, async (page) => {
    await caretAtEnd(page, "node_type");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Control+Space");
    await soon(async () => assert.deepEqual(await labels(page), nodes.all));
    await seen(page);
    for (let step = 0; step < nodes.all.indexOf(nodes.last); step++) await page.keyboard.press("ArrowDown");
    await page.locator(".cm-completionInfo").getByText("One node has").waitFor();
    await page.keyboard.press("Enter");
    await expectKept(page, team.replace(nodes.other, nodes.last));
  }));

test("a value that is written out needs no help: Enter is a new line", () =>
  withTeam({}, async (page) => {
    await caretAtEnd(page, on.dev2);
    for (const _ of on.dev2) await page.keyboard.press("Backspace");
    await page.keyboard.type(on.perf.slice(0, -1));
    await seen(page);
    await page.keyboard.type(on.perf.at(-1));
    await options(page).first().waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await expectKept(page, team.replace(`${on.dev2}\n`, `${on.perf}\n        \n`));
  }));

test("files that were dropped are offered as the file would name them", () =>
  withTeam({}, async (page) => {
    await drop(page, { "people.js": script, "parents.js": script });
    await caretAtEnd(page, "test_file: orders.js");
    for (const _ of "orders.js") await page.keyboard.press("Backspace");
    await page.keyboard.type("p");
    await soon(async () => assert.deepEqual((await labels(page)).sort(), ["parents.js", "people.js"]));
  }));

test("Escape puts the offer away, and completion works in a text that is no YAML", () =>
  withTeam({}, async (page) => {
    await caretAtEnd(page, on.dev2);
    await page.keyboard.press("Enter");
    await page.keyboard.type("test_t");
    await soon(async () => assert.deepEqual(await labels(page), ["test_type"]));
    await page.keyboard.press("Escape");
    await options(page).first().waitFor({ state: "detached" });
    await page.keyboard.press("Control+Space");
    await seen(page);
    await page.keyboard.press("Enter");
    await soon(async () => assert.deepEqual(await labels(page), type.all));
    await seen(page);
    for (let step = 0; step < type.all.indexOf("smoke"); step++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expectKept(page, team.replace(new RegExp(`${on.dev2}\\n$`), `${on.dev2}\n        test_type:\n          type: smoke\n          enabled: true\n`));
  }));

test("Alt+Enter mends the problem at the caret, as one step", () =>
  withTeam({}, async (page) => {
    await caretAtEnd(page, on.mistyped);
    await page.keyboard.press("Alt+Enter");
    await expectKept(page, team.replace(on.mistyped, on.dev));
    await soon(async () => assert.ok(await editorHasFocus(page)));
    await page.keyboard.press("Control+z");
    await expectKept(page, team);
  }));

test("where there is more than one way, Ctrl+. offers them", () =>
  withTeam({}, async (page) => {
    // Two runs with one id: the problem names the other, and there is nothing to write by itself.
    await line(page, "id: same").last().click();
    await page.keyboard.press("Control+.");
    const menu = page.getByRole("menu", { name: "What can be done" });
    await menu.waitFor();
    await page.waitForFunction(() => document.activeElement.shadowRoot?.activeElement?.role === "menuitem");
    await axe(page);
    const items = await menu.getByRole("menuitem").allTextContents();
    assert.match(items[0], /line 9/);
    assert.equal(items.at(-1), "Explain K6C031");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: /^K6C031/ }).waitFor();
    await page.keyboard.press("Escape");
    await soon(async () => assert.ok(await editorHasFocus(page), "the focus is back in the editor"));
    await page.keyboard.press("Control+.");
    await menu.waitFor();
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    await soon(async () => assert.ok(await editorHasFocus(page)));
  }, team.replace("id: mine", "id: same").replace(on.mistyped, `${on.perf}\n        test_run:\n          id: same`)));

test("the button in the tooltip mends, and the code leads to its explanation", () =>
  withTeam({}, async (page) => {
    await page.locator(".cm-lintRange-error").hover();
    const tooltip = page.locator(".cm-tooltip-lint");
    await tooltip.getByText("did you mean").waitFor();
    await tooltip.getByRole("button", { name: /Explain K6C021/ }).click();
    const page021 = page.getByRole("dialog", { name: /^K6C021/ });
    await page021.getByText("How to mend it").waitFor();
    await axe(page);
    // It is no wall: the text goes on beside it.
    await page.locator(".cm-lintRange-error").hover();
    await tooltip.getByRole("button", { name: new RegExp(`Write ${on.dev}`) }).click();
    await expectKept(page, team.replace(on.mistyped, on.dev));
    await page021.getByRole("button", { name: "Close" }).click();
    await page021.waitFor({ state: "detached" });
  }));

test("F8 goes round all problems, Shift+F8 the other way", () =>
  withTeam({}, async (page) => {
    await page.locator(".cm-lintRange-error").waitFor();
    await line(page, "namespace").click();
    const stops = [];
    for (let step = 0; step < 4; step++) {
      await page.keyboard.press("F8");
      stops.push(await selected(page));
    }
    assert.deepEqual(stops, ["orders.js", "people.js", on.mistyped, "orders.js"]);
    await page.keyboard.press("Shift+F8");
    await soon(async () => assert.equal(await selected(page), on.mistyped));
    await page.locator(".cm-tooltip-lint").getByText("is not an environment").waitFor();
  }));

test("by keyboard: to the list of problems and back, search, fold", () =>
  withTeam({}, async (page) => {
    await line(page, "namespace").click();
    await page.keyboard.press("Control+Shift+KeyM");
    await page.waitForFunction(() => document.activeElement.matches(".problem__place"));
    await page.keyboard.press("Enter");
    await soon(async () => assert.equal(await selected(page), on.mistyped));
    await soon(async () => assert.ok(await editorHasFocus(page)));
    await page.keyboard.press("Control+f");
    await page.getByRole("textbox", { name: "Find" }).waitFor();
    await page.keyboard.press("Escape");
    await line(page, "test_definitions").click();
    await page.keyboard.press("Control+Shift+BracketLeft");
    await page.locator(".cm-foldPlaceholder").waitFor();
    await page.keyboard.press("Control+Shift+BracketRight");
    await page.locator(".cm-foldPlaceholder").waitFor({ state: "detached" });
  }));

test("the keys are listed beside the editor", () =>
  withTeam({}, async (page) => {
    await line(page, "namespace").click();
    await page.keyboard.press("F1");
    const keys = page.getByRole("dialog", { name: "Keys of the editor" });
    await keys.getByText("Shift F8").waitFor();
    await axe(page);
    await page.keyboard.press("Escape");
    await keys.waitFor({ state: "detached" });
    await soon(async () => assert.ok(await editorHasFocus(page)));
    await page.getByRole("button", { name: "Keys of the editor" }).click();
    await keys.waitFor();
  }));

test("the caret lights up its field in the form, and a field its lines in the text", () =>
  withTeam({}, async (page) => {
    await caretAtEnd(page, "base_dir");
    const lit = page.locator(".field.lit");
    await lit.filter({ hasText: "Base folder" }).waitFor();
    await soon(async () => assert.equal(await lit.count(), 1));
    // Further down, in a field that had been out of sight.
    await caretAtEnd(page, "people.js");
    await lit.filter({ hasText: "Script" }).waitFor();
    await soon(async () => assert.equal(await lit.getByRole("textbox").inputValue(), "people.js"));
    const [pane, at] = [await page.locator(".pane--form").boundingBox(), await lit.boundingBox()];
    assert.ok(at.y >= pane.y && at.y + at.height <= pane.y + pane.height + 1, "the lit field is in view");
    // Where the form has no field of it, its test and its row are lit.
    await caretAtEnd(page, "id: mine");
    await page.locator("tr.context.lit").waitFor();
    await soon(async () => assert.equal(await page.locator(".test.lit").count(), 1));
    await soon(async () => assert.equal(await lit.count(), 0));

    await field(page, "Namespace").focus();
    await page.locator(".cm-field").getByText("namespace").waitFor();
    await soon(async () => assert.equal(await page.locator(".lit").count(), 0, "only what has the focus lights the other up"));
    await page.getByRole("combobox", { name: "Environment" }).nth(2).focus();
    await page.locator(".cm-field", { hasText: on.dev2 }).waitFor();
    await soon(async () => assert.equal(await page.locator(".cm-field").count(), 1));
    // What is not written lights up what it would be part of.
    await page.getByRole("combobox", { name: "Test type" }).first().focus();
    await page.locator(".cm-field", { hasText: "node_type" }).waitFor();
    await soon(async () => assert.equal(await page.locator(".cm-field").count(), 4));
    await page.getByRole("link", { name: "Scripts", exact: true }).focus();
    await page.locator(".cm-field").first().waitFor({ state: "detached" });
  }));

test("the light follows while one types in the form", () =>
  withTeam({}, async (page) => {
    const script = field(page, "Script").nth(1);
    await script.focus();
    await page.keyboard.press("End");
    await page.keyboard.type("x");
    await page.locator(".cm-field", { hasText: "people.jsx" }).waitFor();
    await page.keyboard.type("y");
    await page.locator(".cm-field", { hasText: "people.jsxy" }).waitFor();
    await soon(async () => assert.equal(await page.locator(".cm-field").count(), 1));
  }));

test("problems: arrow keys move, Enter shows, the next one is a button away, and each leads to what it is about", () =>
  withTeam({}, async (page) => {
    const places = page.locator(".problem__place");
    await places.first().focus();
    await page.keyboard.press("ArrowDown");
    await soon(async () => assert.ok(await places.nth(1).evaluate((place) => place === document.activeElement)));
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await soon(async () => assert.equal(await selected(page), "same"));

    await page.getByRole("button", { name: "Next problem" }).click();
    const first = await selected(page);
    await page.getByRole("button", { name: "Next problem" }).click();
    await soon(async () => assert.notEqual(await selected(page), first));

    await page.getByRole("button", { name: /\(line 9\)/ }).first().click();
    await soon(async () => assert.ok(await editorHasFocus(page)));
    await page.getByRole("button", { name: "Explain K6C031" }).first().click();
    await page.getByRole("dialog", { name: /^K6C031/ }).getByText("Why it matters").waitFor();
  }, team.replace("id: mine", "id: same").replace(on.mistyped, `${on.perf}\n        test_run:\n          id: same`)));

test("many problems can be filtered, errors come first", () => {
  const contexts = Array.from({ length: 6 }, (_, at) => `      - environment: nowhere${at}\n      - environment: ${on.dev}\n        test_type: {type: smoke}\n`).join("");
  return withTeam({}, async (page) => {
    const states = () => page.locator(".problem").evaluateAll((rows) => rows.map((row) => row.dataset.state));
    await page.getByRole("button", { name: /^\d+ errors$/ }).waitFor();
    await soon(async () => assert.deepEqual(await states(), [...(await states())].sort(), "errors before warnings"));
    await page.getByRole("button", { name: /^\d+ warnings$/ }).click();
    await soon(async () => assert.ok((await states()).every((state) => state === "warning")));
    await page.getByRole("button", { name: /^All \d+/ }).click();
    await soon(async () => assert.ok((await states()).includes("error")));
    await axe(page);
  }, `${team.slice(0, team.indexOf(`      - environment: ${on.mistyped}`))}${contexts}`);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [name, viewport] of [["wide", { width: 1280, height: 800 }], ["narrow", phone]]) {
    test(`tooltip and completion can be read (${name}, ${colorScheme})`, () =>
      withTeam({ colorScheme, viewport }, async (page) => {
        await page.locator(".cm-lintRange-error").hover();
        await page.locator(".cm-about").waitFor();
        await page.locator(".cm-tooltip-lint").waitFor();
        await axe(page);
        await shot(page, `assist-hover-${name}-${colorScheme}`);
        await page.mouse.move(2, 2);
        await caretAtEnd(page, "node_type");
        await page.keyboard.press("Control+Space");
        await seen(page);
        await page.locator(".cm-completionInfo").waitFor();
        await axe(page);
        await shot(page, `assist-completion-${name}-${colorScheme}`);
        await soon(async () => assert.equal(await keptText(page), team));
      }));
  }
}
