// The text editor's own promises (web/src/editor), apart from what the app does with it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, shot, withPage } from "./lib/browser.mjs";
import { on } from "./lib/profile.mjs";
import { soon } from "./lib/steps.mjs";

const sample = `namespace: notifications # who\ntest_definitions:\n  - test_file: "a.js"\n    contexts:\n      - environment: ${on.perf}\n        vus: 10\n`;

/** An editor alone on the page; what it reports is kept in `window.changes` and `window.cursor`. */
const withEditor = (options, body) =>
  withPage({ colorScheme: options.colorScheme }, async (page) => {
    await page.locator("#loading").waitFor({ state: "detached" });
    await page.evaluate(async ({ doc, lang = "yaml", readOnly = false }) => {
      const assets = JSON.parse(document.querySelector("meta[name=k6cfg-assets]").content);
      const { create } = await import(new URL(assets.editor, document.baseURI).href);
      const [before, host, after] = ["button", "div", "button"].map((name) => document.createElement(name));
      before.textContent = "Before";
      after.textContent = "After";
      document.body.replaceChildren(before, host, after);
      document.title = "Editor";
      window.changes = [];
      window.editor = create(host.attachShadow({ mode: "open" }), { doc, lang, label: "Configuration", readOnly }, {
        onEvent: (kind, detail) => {
          if (kind === "typed") window.changes.push(detail);
          if (kind === "caret") window.cursor = detail;
          if (kind === "ask") window.editor.answer(detail.split(" ")[0], "");
        },
      });
    }, { doc: sample, ...options });
    await body(page, page.getByRole("textbox", { name: "Configuration" }));
  });

const text = (page) => page.evaluate(() => window.editor.get());
const changes = (page) => page.evaluate(() => window.changes);

for (const colorScheme of ["light", "dark"]) {
  test(`marks, colours and search can be read (${colorScheme})`, () =>
    withEditor({ colorScheme }, async (page, box) => {
      await page.evaluate(() => window.editor.diagnostics([
        { from: 11, to: 24, severity: "error", code: "K6C020", message: "no such namespace", help: "", fix: "", related: [] },
        { from: 74, to: 82, severity: "warning", code: "", message: "often left out", help: "say it", fix: "", related: [] },
      ]));
      await soon(async () => assert.equal(await page.locator(".cm-lintRange-error").textContent(), "notifications"));
      await box.press("Control+f");
      await page.getByRole("textbox", { name: "Find" }).fill("con");
      await shot(page, `editor-${colorScheme}`);
      await axeOfEditor(page);
    }));
}

// The bare page of this test has no landmark and no heading, which is not the editor's doing.
const axeOfEditor = (page) => axe(page, { without: ["region", "page-has-heading-one", "landmark-one-main"] });

test("a text longer and wider than its place can be scrolled by keyboard", () =>
  withEditor({ doc: "a_rather_long_key_for_a_line: 1\n".repeat(300) }, async (page) => {
    await page.evaluate(() => {
      const style = new CSSStyleSheet();
      style.replaceSync("div { height: 12rem }");
      document.adoptedStyleSheets = [style];
    });
    await axeOfEditor(page);
  }));

test("typing is reported once, with the cursor; what the program sets is not", () =>
  withEditor({ doc: "a: 1\n" }, async (page, box) => {
    await box.press("Control+End");
    await page.keyboard.type("b");
    await soon(async () => assert.deepEqual(await changes(page), ["a: 1\nb"]));
    await soon(async () => assert.equal(await page.evaluate(() => window.cursor), "6"));
    await page.evaluate(() => window.editor.set("a: 1\nbc"));
    await soon(async () => assert.equal(await text(page), "a: 1\nbc"));
    await soon(async () => assert.equal((await changes(page)).length, 1));
  }));

test("setting a text that differs elsewhere keeps the caret and the focus", () =>
  withEditor({ doc: "one: 1\ntwo: 2\nthree: 3\n" }, async (page, box) => {
    await page.evaluate(() => window.editor.reveal(11, 11));
    await page.evaluate(() => window.editor.set("one: 111\ntwo: 2\nthree: 3\n"));
    await page.keyboard.type("x");
    await soon(async () => assert.equal(await text(page), "one: 111\ntwox: 2\nthree: 3\n".replace("twox: 2", "two:x 2")));
    await box.press("Control+z");
    await box.press("Control+z");
    await soon(async () => assert.equal(await text(page), "one: 1\ntwo: 2\nthree: 3\n", "undo reaches what the program set"));
  }));

test("Windows line endings survive, and offsets count them", () =>
  withEditor({ doc: "a: 1\r\nb: 2\r\n" }, async (page) => {
    await soon(async () => assert.equal(await text(page), "a: 1\r\nb: 2\r\n"));
    await page.evaluate(() => window.editor.diagnostics([{ from: 6, to: 7, severity: "error", code: "", message: "b", help: "", fix: "", related: [] }]));
    await soon(async () => assert.equal(await page.locator(".cm-lintRange-error").textContent(), "b"));
    await page.evaluate(() => window.editor.reveal(6, 6));
    await page.keyboard.type("x");
    await soon(async () => assert.equal(await text(page), "a: 1\r\nxb: 2\r\n"));
    await soon(async () => assert.equal(await page.evaluate(() => window.cursor), "7"));
  }));

test("lines keep their endings, also a lone carriage return; a new one has that of its line, or what most have", () =>
  withEditor({ doc: "a: 1\r\nb: 2\nc: 3\rd: 4\r\ne: 5" }, async (page, box) => {
    const at = async (offset, ...keys) => {
      await page.evaluate((offset) => window.editor.reveal(offset, offset), offset);
      for (const key of keys) await page.keyboard.press(key);
    };
    await box.press("Control+End");
    await page.keyboard.press("x");
    await soon(async () => assert.equal(await text(page), "a: 1\r\nb: 2\nc: 3\rd: 4\r\ne: 5x"));
    await at(10, "Enter");
    await soon(async () => assert.equal(await text(page), "a: 1\r\nb: 2\n\nc: 3\rd: 4\r\ne: 5x"));
    // YAML reads no lone carriage return: no new line gets one.
    await at(16, "Enter");
    await soon(async () => assert.equal(await text(page), "a: 1\r\nb: 2\n\nc: 3\r\n\rd: 4\r\ne: 5x"));
    await at(25, "Enter");
    await soon(async () => assert.equal(await text(page), "a: 1\r\nb: 2\n\nc: 3\r\n\rd: 4\r\n\r\ne: 5x"));
    // What is put in the place of lines takes over their endings; all others stay.
    await page.evaluate(() => window.editor.reveal(6, 12));
    await page.evaluate(() => navigator.clipboard.writeText("p\nq\nr\n"));
    await page.keyboard.press("Control+v");
    await soon(async () => assert.equal(await text(page), "a: 1\r\np\nq\nr\r\nc: 3\r\n\rd: 4\r\n\r\ne: 5x"));
  }));

test("Escape, then Tab leaves the editor; Tab alone indents", () =>
  withEditor({ doc: "a: 1" }, async (page, box) => {
    await box.press("Tab");
    await soon(async () => assert.equal(await text(page), "  a: 1"));
    await box.press("Escape");
    await page.keyboard.press("Tab");
    await soon(async () => assert.ok(await page.getByRole("button", { name: "Keys of the editor" }).evaluate((keys) => keys.matches(":focus"))));
    await page.keyboard.press("Tab");
    await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.textContent), "After"));
  }));

test("a read-only text is reached and left by Tab and cannot be changed", () =>
  withEditor({ doc: '{"kind": "TestRun"}', lang: "json", readOnly: true }, async (page, box) => {
    await page.getByRole("button", { name: "Before" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.type("x");
    await soon(async () => assert.equal(await text(page), '{"kind": "TestRun"}'));
    await soon(async () => assert.equal(await box.getAttribute("aria-readonly"), "true"));
    await page.keyboard.press("Tab");
    await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.textContent), "After"));
    await axeOfEditor(page);
  }));

test("no rule of the style sheets makes each change of an element one of the whole page", () =>
  withPage({}, async (page) => {
    const heavy = await page.evaluate(() => {
      const rules = (owner) => [...owner.cssRules].flatMap((rule) => [rule.selectorText ?? "", ...(rule.cssRules ? rules(rule) : [])]);
      return [...document.styleSheets].flatMap(rules).filter((selector) => /:has\(.*[\s>)]\*$/.test(selector));
    });
    assert.deepEqual(heavy, []);
  }));
