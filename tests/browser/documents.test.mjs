// Several documents side by side: the menu, switching, names, closing, one history.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, phone, shot, withPage } from "./lib/browser.mjs";
import { on, type } from "./lib/profile.mjs";
import { chooseInMenu, drop, expectKept, field, keptText, open, openName, script, soon } from "./lib/steps.mjs";

const config = (name, ...environments) =>
  `namespace: ${name}\ntest_definitions:\n  - test_file: k6/a.js\n    contexts:\n${environments.map((one) => `      - environment: ${one}\n`).join("")}`;

const menuButton = (page) => page.getByRole("button", { name: /yaml/ }).and(page.locator("[aria-haspopup=menu]"));
const menuNames = async (page) => {
  await menuButton(page).click();
  await page.getByRole("menu").waitFor();
  const names = await page.locator(".documents__of").allTextContents();
  await page.keyboard.press("Escape");
  return names;
};

test("the menu opens, moves, finds by letter and closes by keyboard, and gives the focus back", () =>
  withPage({}, async (page) => {
    await open(page, "smoke.yaml", config("one", on.dev));
    const button = menuButton(page);
    await button.focus();
    await page.keyboard.press("Enter");
    const focused = () => page.evaluate(() => document.activeElement.textContent);
    const menu = page.getByRole("menu", { name: "Documents" });
    await menu.waitFor();
    await soon(async () => assert.equal(await button.getAttribute("aria-expanded"), "true"));
    await soon(async () => assert.match(await focused(), /^smoke\.yaml/));
    await page.keyboard.press("ArrowDown");
    await soon(async () => assert.equal(await focused(), "New"));
    await page.keyboard.press("End");
    await soon(async () => assert.equal(await focused(), "Close"));
    await page.keyboard.press("ArrowDown");
    await soon(async () => assert.match(await focused(), /^smoke\.yaml/));
    await page.keyboard.press("ArrowUp");
    await soon(async () => assert.equal(await focused(), "Close"));
    await page.keyboard.press("d");
    await soon(async () => assert.equal(await focused(), "Duplicate"));
    await page.keyboard.press("Home");
    await soon(async () => assert.match(await focused(), /^smoke\.yaml/));
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    await soon(async () => assert.equal(await button.getAttribute("aria-expanded"), "false"));
    await soon(async () => assert.ok(await button.evaluate((button) => button === document.activeElement)));
    await page.keyboard.press("Enter");
    await menu.waitFor();
    await page.keyboard.press("Tab");
    await menu.waitFor({ state: "detached" });
    await button.click();
    await menu.waitFor();
    await page.locator("main").click({ position: { x: 700, y: 400 } });
    await menu.waitFor({ state: "detached" });
  }));

test("each document keeps its undo, selection and scroll while another one is open", () =>
  withPage({}, async (page) => {
    const long = config("long", ...Array(200).fill(on.dev));
    await open(page, "long.yaml", long);
    const text = page.getByLabel("Config file, YAML");
    await text.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("# end");
    await expectKept(page, `${long}# end`);
    // In the form by pixels, in the editor by the first line that is seen: it guesses the height of lines not drawn yet.
    const scrolled = () => page.evaluate(() => {
      const editor = [...document.querySelectorAll("*")].find((element) => element.shadowRoot).shadowRoot;
      const top = editor.querySelector(".cm-scroller").getBoundingClientRect().top;
      const numbers = [...editor.querySelectorAll(".cm-lineNumbers .cm-gutterElement")];
      const first = numbers.find((number) => number.getBoundingClientRect().bottom > top + 2);
      return [document.getElementById("panes-panel").scrollTop, first.textContent];
    });
    await page.locator("#panes-panel").evaluate((form) => form.scrollTo(0, 1234));
    await page.locator(".cm-scroller").first().evaluate((editor) => editor.scrollTo(0, 2000));
    await page.waitForTimeout(100);
    const before = await scrolled();
    assert.equal(before[0], 1234);
    assert.ok(Number(before[1]) > 50);
    await chooseInMenu(page, "New");
    await soon(async () => assert.equal(await openName(page), "k6-tests.yaml"));
    await page.getByRole("button", { name: "Start with the smallest file" }).click();
    await field(page, "Namespace").fill("second");
    await page.locator(".cm-content").getByText("second").waitFor();
    await soon(async () => assert.equal(await page.locator(".cm-content").getByText("# end").count(), 0));

    // Undo in the second reaches nothing of the first.
    const undo = page.getByRole("button", { name: "Undo", exact: true });
    while ((await undo.getAttribute("aria-disabled")) !== "true") await undo.click();
    await expectKept(page, /^namespace: my-team\n/);

    await chooseInMenu(page, /^long\.yaml/);
    await page.locator(".cm-content").getByText("# end").waitFor();
    await page.waitForFunction(() => document.getElementById("panes-panel").scrollTop === 1234);
    await soon(async () => assert.deepEqual(await scrolled(), before));
    await text.focus();
    await page.keyboard.type("!");
    await expectKept(page, `${long}# end!`);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expectKept(page, long);
    await page.keyboard.press("Control+Shift+Z");
    await expectKept(page, `${long}#`.replace(/#$/, "# "));
  }));

test("the form never shows another document's reading", () =>
  withPage({}, async (page) => {
    await open(page, "good.yaml", config("good", on.dev));
    await drop(page, { "broken.yaml": "test_definitions:\n  - [\n" });
    await soon(async () => assert.equal(await openName(page), "broken.yaml"));
    await page.getByText("cannot be read as a config file just now").waitFor();
    await soon(async () => assert.equal(await field(page, "Namespace").inputValue(), ""));
    await chooseInMenu(page, /^good\.yaml/);
    await page.waitForFunction(() => [...document.querySelectorAll("input")].some((input) => input.value === "good"));
    await soon(async () => assert.equal(await page.getByText("cannot be read as a config file just now").count(), 0));
  }));

test("names stay unique and keep the word that decides the test type", () =>
  withPage({}, async (page) => {
    await page.getByRole("button", { name: /^Smoke/ }).click();
    await page.getByText(`${on.dev}-list-orders-smoke`).first().waitFor();
    await chooseInMenu(page, "Duplicate");
    await soon(async () => assert.equal(await openName(page), "smoke (2).yaml"));
    await page.getByText(`${on.dev}-list-orders-smoke`).first().waitFor();
    await chooseInMenu(page, "Duplicate");
    await soon(async () => assert.equal(await openName(page), "smoke (3).yaml"));

    await chooseInMenu(page, "Rename");
    await page.getByText("Now that is smoke, from the file name").waitFor();
    await axe(page);
    await page.keyboard.type(type.growsWord);
    await page.keyboard.press("Enter");
    await page.getByText(`${on.dev}-list-orders${type.growsSuffix}`).first().waitFor();
    await soon(async () => assert.equal(await openName(page), `${type.growsWord}.yaml`));

    await chooseInMenu(page, "Rename");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("smoke.yaml");
    await page.keyboard.press("Enter");
    await page.getByText(`${on.dev}-list-orders-smoke`).first().waitFor();
    await soon(async () => assert.equal(await openName(page), "smoke (3).yaml"));
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await soon(async () => assert.equal(await openName(page), `${type.growsWord}.yaml`));
    await soon(async () => assert.deepEqual((await menuNames(page)).sort(), [`${type.growsWord}.yaml`, "smoke (2).yaml", "smoke.yaml"]));
  }));

test("an example is a document of its own, and an empty one makes way without a trace", () =>
  withPage({}, async (page) => {
    await page.getByLabel("Config file, YAML").click();
    await page.keyboard.type("namespace: mine");
    await expectKept(page, "namespace: mine");
    await chooseInMenu(page, "New");
    await chooseInMenu(page, "New");
    await page.getByRole("button", { name: /^Average load/ }).click();
    await page.getByText(`${on.perf}-orders-average-load`).first().waitFor();
    await soon(async () => assert.deepEqual((await menuNames(page)).sort(), ["average-load.yaml", "k6-tests.yaml"]));
    await chooseInMenu(page, /^k6-tests\.yaml/);
    await expectKept(page, "namespace: mine");
  }));

test("closing is undone with the document's history, and later from the earlier versions", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", config("first", on.dev));
    await open(page, "b.yaml", config("second", on.dev));
    await field(page, "Namespace").fill("changed");
    await page.getByText("not saved as a file").first().waitFor({ state: "attached" });
    await chooseInMenu(page, "Close");
    await page.getByText("b.yaml is closed").waitFor();
    await soon(async () => assert.equal(await openName(page), "a.yaml"));
    await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
    await expectKept(page, config("changed", on.dev));
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expectKept(page, config("second", on.dev));

    await chooseInMenu(page, "Close");
    await page.getByText("b.yaml is closed").waitFor();
    await page.reload();
    await chooseInMenu(page, "Earlier versions");
    await page.getByRole("radio", { name: /^b\.yaml/ }).check();
    await axe(page);
    await page.getByRole("button", { name: "Open b.yaml again" }).click();
    await expectKept(page, config("second", on.dev));
    await soon(async () => assert.deepEqual((await menuNames(page)).sort(), ["a.yaml", "b.yaml"]));
  }));

test("a script that another document names stays where it is", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", config("one", on.dev));
    await drop(page, { "a.js": script });
    await page.getByRole("link", { name: "preview", exact: true }).first().waitFor();
    await drop(page, { "b.yaml": config("two", on.dev).replace("k6/a.js", "other/a.js") });
    await page.getByRole("link", { name: "Scripts", exact: true }).click();
    await page.getByText("1 of 1 missing").waitFor();
    await page.waitForTimeout(300);
    await soon(async () => assert.equal(await page.getByRole("textbox", { name: "Path in the repository" }).inputValue(), "k6/a.js"));
  }));

test("undo runs across form and text in one history, word by word, with the caret", () =>
  withPage({}, async (page) => {
    const before = config("one", on.dev);
    await open(page, "a.yaml", before);
    const text = page.getByLabel("Config file, YAML");
    await text.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("# two words");
    await field(page, "Namespace").fill("other");
    await expectKept(page, `${before.replace("one", "other")}# two words`);
    await text.focus();
    await page.keyboard.press("Control+z");
    await expectKept(page, `${before}# two words`);
    await page.keyboard.press("Control+z");
    await expectKept(page, `${before}# two `);
    await page.keyboard.type("lines");
    await expectKept(page, `${before}# two lines`);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expectKept(page, `${before}# two `);
    await page.getByRole("button", { name: "Redo", exact: true }).click();
    await expectKept(page, `${before}# two lines`);
    await soon(async () => assert.equal(await keptText(page), `${before}# two lines`));
  }));

for (const colorScheme of ["light", "dark"]) {
  for (const [width, viewport] of [["wide", undefined], ["phone", phone]]) {
    test(`the menu and its dialogs can be read and fit (${colorScheme}, ${width})`, () =>
      withPage({ colorScheme, viewport }, async (page) => {
        await page.evaluate((text) => {
          for (let at = 0; at < 40; at++) {
            const draft = { file_name: `a-rather-long-name-of-a-test-file-${at}.yaml`, text, namespace: "my-team", changed_ms: at * 1e9, errors: at % 3, warnings: at % 2 };
            localStorage.setItem(`k6cfg.document.${at}`, JSON.stringify(draft));
          }
          localStorage.setItem("k6cfg.document.bad", "{");
          sessionStorage.setItem("k6cfg.open", "7");
        }, config("my-team", on.dev));
        await page.reload();
        await menuButton(page).click();
        await page.getByText("1 more document cannot be read").waitFor();
        await axe(page);
        await fits(page);
        await soon(async () => assert.ok(await page.getByRole("menuitem", { name: "Close" }).evaluate((item) => item.getBoundingClientRect().bottom <= innerHeight)));
        await shot(page, `documents-menu-${width}-${colorScheme}`);
        await page.keyboard.press("Escape");
        await chooseInMenu(page, "Earlier versions");
        await page.getByText("There is none yet").waitFor();
        await axe(page);
        await page.keyboard.press("Escape");
        await field(page, "Namespace").fill("changed");
        await chooseInMenu(page, "Earlier versions");
        await page.locator(".documents-dialog__text mark").getByText("my-team").waitFor();
        await axe(page);
        await fits(page);
        await shot(page, `documents-versions-${width}-${colorScheme}`);
      }));
  }
}

async function fits(page) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `${overflow} pixels too wide`);
}
