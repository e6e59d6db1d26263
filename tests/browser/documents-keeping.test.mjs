// Nothing that was typed is lost: reloads, crashes, panics, two tabs, no room, earlier versions.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, shot, withPage } from "./lib/browser.mjs";
import { on } from "./lib/profile.mjs";
import { chooseInMenu, expectKept, field, keptText, open, openName, soon } from "./lib/steps.mjs";

const config = (name) => `namespace: ${name}\ntest_definitions:\n  - test_file: k6/a.js\n    contexts:\n      - environment: ${on.dev}\n`;
const editor = (page) => page.getByLabel("Config file, YAML");

async function typeAtEnd(page, text) {
  await editor(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(text);
}

/** Another tab of the same browser. */
async function newTab(context) {
  const page = await context.newPage();
  await page.goto(process.env.K6CFG_URL);
  await page.getByRole("heading").first().waitFor();
  await editor(page).waitFor();
  return page;
}

test("a page that is closed right after the last key has lost nothing", () =>
  withPage({}, async (page, context) => {
    await typeAtEnd(page, "namespace: typed-in-a-hurry");
    await page.close({ runBeforeUnload: false });
    const next = await newTab(context);
    await soon(async () => assert.equal(await keptText(next), "namespace: typed-in-a-hurry"));
    await editor(next).getByText("typed-in-a-hurry").waitFor();
  }));

test("a page whose process dies right after the last key has lost nothing", () =>
  withPage({}, async (page, context) => {
    await typeAtEnd(page, "namespace: before-the-crash");
    const crashed = page.waitForEvent("crash");
    const devtools = await context.newCDPSession(page);
    devtools.send("Page.crash").catch(() => {});
    await crashed;
    const next = await newTab(context);
    await soon(async () => assert.equal(await keptText(next), "namespace: before-the-crash"));
  }));

test("a large text is saved a moment later, and before the page goes", () =>
  withPage({}, async (page) => {
    const large = `${config("large")}${"# a comment that takes some room\n".repeat(20_000)}`;
    await open(page, "large.yaml", large);
    await typeAtEnd(page, "# last");
    await page.reload();
    await soon(async () => assert.equal(await keptText(page), `${large}# last`));
    await typeAtEnd(page, "!");
    await expectKept(page, `${large}# last!`);
  }));

test("a panic of the page says so, takes no more, and has lost nothing", () =>
  withPage({ expect: [/panicked|unreachable|provoked/] }, async (page) => {
    await open(page, "a.yaml", config("kept"));
    await typeAtEnd(page, "# typed before");
    await page.evaluate(() => {
      // The next element that the page makes cannot be made, which no code of the page can mend.
      const real = Node.prototype.cloneNode;
      Node.prototype.cloneNode = function () {
        Node.prototype.cloneNode = real;
        throw new Error("provoked");
      };
    });
    await page.getByRole("link", { name: "Scripts", exact: true }).click();
    const reload = page.getByRole("alert").getByRole("button", { name: "Reload" });
    await page.getByText("Something broke on this page. Your text is saved").waitFor();
    await soon(async () => assert.ok(await reload.evaluate((button) => button === document.activeElement)));
    await page.keyboard.press("Tab");
    await soon(async () => assert.equal(await page.evaluate(() => document.querySelectorAll("body > :not([inert])").length), 1, "only the bar can be used"));
    await shot(page, "documents-broken");
    await reload.click();
    await page.waitForURL("**/scripts");
    await page.getByRole("heading", { name: "Scripts" }).waitFor();
    await soon(async () => assert.equal(await keptText(page), `${config("kept")}# typed before`));
  }));

test("the document of an older page is taken over once", () =>
  withPage({}, async (page) => {
    await editor(page).waitFor();
    await page.evaluate((text) => localStorage.setItem("k6cfg.document", JSON.stringify({ file_name: "old.yaml", text, arguments: "-e A=1" })), config("old"));
    await page.reload();
    await page.getByText(`${on.dev}-a`).first().waitFor();
    await soon(async () => assert.equal(await openName(page), "old.yaml"));
    await soon(async () => assert.equal(await keptText(page), config("old")));
    await soon(async () => assert.equal(await page.evaluate(() => localStorage.getItem("k6cfg.document")), null));
    await page.reload();
    await page.getByText(`${on.dev}-a`).first().waitFor();
    await soon(async () => assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("k6cfg.document")).length), 1));
  }));

test("an entry that cannot be read is skipped, said, and left alone", () =>
  withPage({}, async (page) => {
    await editor(page).waitFor();
    for (const broken of ["", "{", "[1, 2]", '{"text": 7}', "null"]) {
      await page.evaluate(([broken, text]) => {
        localStorage.clear();
        localStorage.setItem("k6cfg.document.good", JSON.stringify({ file_name: "good.yaml", text }));
        localStorage.setItem("k6cfg.document.bad", broken);
        sessionStorage.setItem("k6cfg.open", "bad");
      }, [broken, config("good")]);
      await page.reload();
      await page.getByText("a kept document cannot be read").waitFor();
      await soon(async () => assert.equal(await openName(page), "good.yaml"));
      await soon(async () => assert.equal(await page.evaluate(() => localStorage.getItem("k6cfg.document.bad")), broken));
    }
  }));

test("no room left: said at once, work goes on, and it is kept again once there is room", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", config("before"));
    await page.evaluate(() => {
      for (let size = 1 << 20; size > 0; size >>= 1) {
        for (let at = 0; ; at++) {
          try {
            localStorage.setItem(`other.${size}.${at}`, "x".repeat(size));
          } catch {
            break;
          }
        }
      }
    });
    await field(page, "Namespace").fill("a-longer-name-than-before");
    await page.getByText("this browser has no more room for the text").waitFor();
    await page.getByText("not kept in this browser").waitFor();
    await page.getByText(`${on.dev}-a`).first().waitFor();
    await axe(page);
    await shot(page, "documents-full");
    await soon(async () => assert.equal(await keptText(page), config("before")));
    // What is not kept is still there when one comes back to it.
    await chooseInMenu(page, "New");
    await chooseInMenu(page, /^a\.yaml/);
    await page.waitForFunction(() => [...document.querySelectorAll("input")].some((input) => input.value === "a-longer-name-than-before"));
    await chooseInMenu(page, "New");
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("other.")).forEach((key) => localStorage.removeItem(key)));
    // Typing in one brings all of them home.
    await typeAtEnd(page, "#");
    await page.getByText("kept in this browser again").waitFor();
    await chooseInMenu(page, /^a\.yaml/);
    await expectKept(page, config("a-longer-name-than-before"));
    await soon(async () => assert.equal(await page.getByText("not kept in this browser").count(), 0));
  }));

test("a browser that keeps nothing: said, and several documents still work side by side", () =>
  withPage({}, async (page, context) => {
    await context.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
        Object.defineProperty(globalThis, name, { get: () => { throw new DOMException("forbidden", "SecurityError"); } });
      }
    });
    await page.reload();
    await page.getByRole("button", { name: "Start with the smallest file" }).click();
    await page.getByText("this browser does not keep the text").waitFor();
    await field(page, "Namespace").fill("first");
    await chooseInMenu(page, "New");
    await page.getByRole("button", { name: /^Average load/ }).click();
    await chooseInMenu(page, /^k6-tests\.yaml/);
    await page.waitForFunction(() => [...document.querySelectorAll("input")].some((input) => input.value === "first"));
    await chooseInMenu(page, "Close");
    await page.getByText("k6-tests.yaml stays open").waitFor();
    await soon(async () => assert.equal(await openName(page), "k6-tests.yaml"));
  }));

test("another tab's text is never written over: take it", () =>
  withPage({}, async (one, context) => {
    await open(one, "a.yaml", config("both"));
    const two = await newTab(context);
    await typeAtEnd(one, "# from one");
    const bar = two.getByText("a.yaml was changed in another tab.");
    await bar.waitFor();
    await axe(two);
    await shot(two, "documents-elsewhere");
    await typeAtEnd(one, "!");
    await two.getByRole("button", { name: "Take it" }).click();
    await editor(two).getByText("# from one!").waitFor();
    await bar.waitFor({ state: "detached" });
    await two.getByRole("button", { name: "Undo", exact: true }).click();
    await expectKept(two, config("both"));
    await one.getByText("a.yaml was changed in another tab.").waitFor();
  }));

test("another tab's text is never written over: keep mine as a copy", () =>
  withPage({}, async (one, context) => {
    await open(one, "a.yaml", config("both"));
    const two = await newTab(context);
    await typeAtEnd(one, "# from one");
    await two.getByRole("button", { name: "Keep mine as a copy" }).click();
    await soon(async () => assert.equal(await openName(two), "a (2).yaml"));
    await expectKept(two, config("both"));
    await expectKept(one, `${config("both")}# from one`);
  }));

test("closing a document that another tab changed leaves it to the other tab", () =>
  withPage({}, async (one, context) => {
    await open(one, "a.yaml", config("both"));
    const two = await newTab(context);
    await typeAtEnd(one, "# from one");
    await two.getByText("was changed in another tab").waitFor();
    await chooseInMenu(two, "Close");
    await two.getByText("a.yaml stays as the other tab has it").waitFor();
    await soon(async () => assert.equal(await openName(two), "k6-tests.yaml"));
    await chooseInMenu(two, /^a\.yaml/);
    await expectKept(two, `${config("both")}# from one`);
    await editor(two).getByText("# from one").waitFor();
  }));

test("typing on in spite of another tab's text makes a copy, with the caret where it was", () =>
  withPage({}, async (one, context) => {
    await open(one, "a.yaml", config("both"));
    const two = await newTab(context);
    await typeAtEnd(two, "# ");
    await expectKept(two, `${config("both")}# `);
    await one.getByRole("button", { name: "Take it" }).click();
    await editor(one).getByText("#").waitFor();
    await typeAtEnd(one, "from one");
    await two.getByText("was changed in another tab").waitFor();
    await editor(two).focus();
    await two.keyboard.type("from two");
    await soon(async () => assert.equal(await openName(two), "a (2).yaml"));
    await expectKept(two, `${config("both")}# from two`);
    await expectKept(one, `${config("both")}# from one`);
  }));

test("an earlier version is looked at and brought back in one step", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", config("original"));
    await field(page, "Namespace").fill("changed");
    await chooseInMenu(page, "Earlier versions");
    await page.locator(".documents-dialog__text mark").getByText("original").waitFor();
    await page.getByRole("button", { name: "Bring it back" }).click();
    await expectKept(page, config("original"));
    await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
    await expectKept(page, config("changed"));
    // What was replaced is among the versions by now.
    await chooseInMenu(page, "Earlier versions");
    await page.getByRole("radio", { name: /lines/ }).nth(1).waitFor();
  }));

test("twenty versions of each document are kept, and the last one of a closed document longest", () =>
  withPage({}, async (page) => {
    const ask = (question) => page.evaluate(async (question) => {
      const assets = JSON.parse(document.querySelector("meta[name=k6cfg-assets]").content);
      const { ask } = await import(new URL(assets.documents, document.baseURI).href);
      for (const one of question) await ask("keep", JSON.stringify({ name: "a.yaml", arguments: "", ...one }));
      const keys = await new Promise((resolve) => {
        const opening = indexedDB.open("k6cfg-versions");
        opening.onsuccess = () => {
          const asking = opening.result.transaction("versions").objectStore("versions").getAllKeys();
          asking.onsuccess = () => resolve(asking.result);
        };
      });
      return keys.map(([id, at]) => `${id} ${at}`);
    }, question);
    const many = await ask(Array.from({ length: 25 }, (_, at) => ({ id: "a", at: 1000 + at, text: `text ${at}` })));
    assert.deepEqual(many, Array.from({ length: 20 }, (_, at) => `a ${at + 1005}`));
    const again = await ask([{ id: "a", at: 1030, text: "text 24" }]);
    assert.equal(again.at(-1), "a 1030");
    assert.equal(again.length, 20, "the same text is kept once");
    const large = await ask(Array.from({ length: 25 }, (_, at) => ({ id: `large-${at}`, at: 100 + at, text: `${at}${"x".repeat(900_000)}` })));
    assert.ok(large.includes("a 1030"), "what may be all there is of a closed document stays before older texts of others");
    assert.ok(!large.includes("a 1020"));
    assert.ok(large.length <= 23);
  }));
