// The same through the form, without a mouse.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, phone, shot, withPage } from "./lib/browser.mjs";
import { notification, on } from "./lib/profile.mjs";
import { drop, expectKept, field, keptText, open, script, soon } from "./lib/steps.mjs";

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
    await page.keyboard.type(on.perf);
    const add = page.getByRole("button", { name: "Add an environment" });
    await tabTo(page, add);
    await page.keyboard.press("Enter");
    // The first environment that is free stands there already.
    const asked = page.getByRole("group", { name: "What to do" });
    await asked.waitFor();
    await tabTo(page, asked.getByRole("button", { name: "Add" }));
    await page.keyboard.press("Enter");
    await page.locator("tr.context").nth(1).waitFor();

    await expectKept(
      page,
      `namespace: journey-form\ntest_definitions:\n  - test_file: k6/hello.js\n    contexts:\n      - environment: ${on.perf}\n      - environment: ${on.dev}\n`,
    );

    // A file dialog is the system's own: what it gives is put in its place.
    await tabTo(page, page.getByRole("link", { name: "Scripts" }), back);
    await page.keyboard.press("Enter");
    await page.locator("input[data-picks=files]").setInputFiles({ name: "hello.js", mimeType: "text/javascript", buffer: Buffer.from(script) });
    await page.getByText("All files are there").waitFor();

    const preview = page.getByRole("link", { name: "Preview", exact: true });
    await tabTo(page, preview, back);
    await page.keyboard.press("Enter");
    const first = page.getByRole("option", { name: new RegExp(`${on.perf}-hello`) });
    await tabTo(page, first);
    await page.keyboard.press("ArrowDown");
    await page.getByRole("option", { name: new RegExp(`${on.dev}-hello`), selected: true }).waitFor();
    await page.getByLabel("TestRun as YAML").getByText(on.dev).first().waitFor();

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
    await soon(async () => assert.equal(await id.getAttribute("placeholder"), `${on.dev}-orders`));
    await id.fill("my-run");
    await page.getByText("my-run", { exact: true }).first().waitFor();
    await soon(async () => assert.match(await keptText(page), /test_run:\n\s+id: my-run/));
    await page.getByRole("button", { name: "Run id: return to the default" }).click();
    await expectKept(page, /^(?![^]*test_run)/);
    await soon(async () => assert.equal(await id.inputValue(), ""));
  }));

test("parking, choosing a type, duplicating, removing and undo", () =>
  withPage({}, async (page) => {
    await page.getByRole("button", { name: "Start with the smallest file" }).click();
    await field(page, "Namespace").waitFor();
    const before = await keptText(page);
    await page.getByRole("combobox", { name: "Test type" }).selectOption("smoke");
    await page.getByText(`${on.dev}-orders-smoke`).first().waitFor();
    await page.getByRole("switch", { name: "This one runs" }).uncheck();
    await page.getByText("parked: it does not run").waitFor();
    await soon(async () => assert.match(await keptText(page), /type: smoke\n\s+enabled: false/));
    await page.getByRole("button", { name: "All settings of this run" }).click();
    await page.getByRole("button", { name: "Duplicate environment" }).click();
    await page.getByRole("switch").nth(1).waitFor();
    await page.getByRole("button", { name: "Remove this environment" }).first().click();
    await page.getByRole("status").or(page.locator(".notice")).getByRole("button", { name: "Undo" }).click();
    await page.getByRole("switch").nth(1).waitFor();
    const undo = page.getByRole("button", { name: "Undo", exact: true });
    for (let step = 0; step < 3; step++) await undo.first().click();
    await soon(async () => assert.equal(await keptText(page), before));
  }));

const lists = `namespace: team
test_definitions:
  - test_file: k6/a.js
    contexts:
      - environment: ${on.dev}
        test_run:
          env:
            # how many
            - name: LOAD
              value: "1"
            - name: PAUSE
              value: "2"
          secrets:
            - token-${on.dev}
            - other
      - environment: ${on.perf}
  - test_file: k6/b.js
    contexts:
      - environment: ${on.dev}
`;

const focused = (page) => page.evaluate(() => document.activeElement.dataset.path ?? document.activeElement.ariaLabel ?? document.activeElement.innerText);

/** The rows of a list, in the words that tell them apart. */
const inOrder = (page, words) => {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return expectKept(page, new RegExp(escaped.join("[^]*")));
};

test("rows move with Alt and an arrow, and keep the focus and the caret", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", lists);
    await page.getByRole("button", { name: "All settings of this run" }).first().click();

    const value = page.locator('[data-path="test_definitions[0].contexts[0].test_run.env[0].value"]');
    await value.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Alt+ArrowDown");
    await inOrder(page, ["PAUSE", "# how many", "LOAD"]);
    await page.waitForFunction(() => document.activeElement.dataset.path === "test_definitions[0].contexts[0].test_run.env[1].value");
    await page.keyboard.type("3");
    await expectKept(page, /value: "31"/);

    await page.locator('[data-path="test_definitions[0].contexts[0].test_run.secrets[1]"]').focus();
    await page.keyboard.press("Alt+ArrowUp");
    await inOrder(page, ["- other", `- token-${on.dev}`]);
    await page.waitForFunction(() => document.activeElement.dataset.path === "test_definitions[0].contexts[0].test_run.secrets[0]");

    // A choice keeps Alt with an arrow for itself; the rest of its row moves.
    await page.getByRole("button", { name: "All settings of this run" }).first().focus();
    await page.keyboard.press("Alt+ArrowDown");
    await inOrder(page, [`environment: ${on.perf}`, `environment: ${on.dev}\n        test_run`]);
    await page.waitForFunction(() => document.activeElement.closest("tr")?.rowIndex === 3);
    await soon(async () => assert.equal(await focused(page), "All settings of this run"));
    await page.getByText("moved").waitFor();

    await page.locator("details.test > summary").nth(1).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await inOrder(page, ["k6/b.js", "k6/a.js"]);
    await page.waitForFunction(() => document.activeElement.tagName === "SUMMARY");
    await soon(async () => assert.match(await focused(page), /b\.js/));
    const undo = page.getByRole("button", { name: "Undo", exact: true }).first();
    for (let step = 0; step < 5; step++) await undo.click();
    await soon(async () => assert.equal(await keptText(page), lists));
  }));

test("buttons move rows too; the first goes no further up, the last no further down", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", lists);
    await page.getByRole("button", { name: "All settings of this run" }).first().click();
    const up = page.getByRole("button", { name: "Move this secret up" });
    await soon(async () => assert.equal(await up.first().getAttribute("aria-disabled"), "true"));
    await up.nth(1).focus();
    await page.keyboard.press("Enter");
    await inOrder(page, ["- other", `- token-${on.dev}`]);
    await page.waitForFunction(() => document.activeElement.ariaLabel === "Move this secret up");
    await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.ariaDisabled), "true", "it has moved with its row"));
    await page.getByRole("button", { name: "Remove this secret" }).first().click();
    await page.waitForFunction(() => document.activeElement.tagName === "FIELDSET");
  }));

test("variables and secrets are duplicated under names of their own", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", lists);
    await page.getByRole("button", { name: "All settings of this run" }).first().click();
    await page.getByRole("button", { name: "Duplicate this variable" }).first().focus();
    await page.keyboard.press("Enter");
    const load = '            # how many\n            - name: LOAD\n              value: "1"\n';
    await expectKept(page, lists.replace(load, load + load.replace("LOAD", "LOAD_2")));
    await soon(async () => assert.equal(await page.locator('[data-path="test_definitions[0].contexts[0].test_run.env[1].name"]').inputValue(), "LOAD_2"));
    await soon(async () => assert.equal(await focused(page), "Duplicate this variable"));
    await page.getByRole("button", { name: "Duplicate this secret" }).nth(1).click();
    await inOrder(page, [`- token-${on.dev}`, "- other\n", "- other-2\n"]);
    await page.locator(".notice").getByText("duplicated").waitFor();
    await shot(page, "row-tools");
    await page.setViewportSize(phone);
    await shot(page, "row-tools-phone");
    await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
    await expectKept(page, lists.replace(load, load + load.replace("LOAD", "LOAD_2")));
  }));

test("fields suggest what fits, by keyboard", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", lists);
    await page.getByRole("button", { name: "All settings of this run" }).nth(1).click();
    await page.getByRole("button", { name: "Add a secret" }).click();
    const secret = page.getByRole("combobox", { name: "Secret" });
    await page.waitForFunction(() => document.activeElement.dataset.path?.endsWith("secrets[0]"));
    await page.keyboard.press("ArrowDown");
    const options = page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
    await soon(async () => assert.deepEqual(await options.allInnerTexts(), [`token-${on.perf}\nlike token-${on.dev}`, "other\nin 1 context"]));
    await soon(async () => assert.equal(await secret.getAttribute("aria-expanded"), "true"));
    await page.keyboard.press("ArrowDown");
    await soon(async () => assert.equal(await secret.getAttribute("aria-activedescendant"), await options.first().getAttribute("id")));
    await axe(page);
    await shot(page, "suggestions");
    await page.keyboard.press("Enter");
    await soon(async () => assert.equal(await secret.inputValue(), `token-${on.perf}`));
    await expectKept(page, new RegExp(`- token-${on.perf}`));
    await soon(async () => assert.equal(await options.count(), 0));

    await page.getByRole("button", { name: "Add a variable" }).click();
    await page.waitForFunction(() => document.activeElement.dataset.path?.endsWith("env[0].name"));
    await page.keyboard.type("pa");
    await soon(async () => assert.deepEqual(await options.allInnerTexts(), ["PAUSE\nin 1 context"]));
    await page.keyboard.press("Escape");
    await soon(async () => assert.equal(await options.count(), 0));
    await page.keyboard.press("Control+A");
    await page.keyboard.type("OWN_NAME");
    await page.keyboard.press("Tab");
    await expectKept(page, /name: OWN_NAME/);
  }));

test("dropped files are suggested as the file has them written, also for a pointer", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", `namespace: team\nbase_dir: tests/k6/\ntest_definitions:\n  - test_file: orders/list.js\n    contexts:\n      - environment: ${on.dev}\n`);
    await drop(page, { "list.js": script, "load.json": "{}" });
    await page.getByRole("button", { name: "Add a test" }).click();
    await page.waitForFunction(() => document.activeElement.dataset.path === "test_definitions[1].test_file");
    const file = page.locator(".field__box", { has: page.locator('[data-path="test_definitions[1].test_file"]') });
    await file.locator(".field__more").click();
    await page.getByRole("option", { name: "orders/list.js dropped here" }).click();
    await expectKept(page, /(test_file: orders\/list\.js[^]*){2}/);
    await soon(async () => assert.equal(await page.getByRole("listbox", { name: "Suggestions" }).count(), 0));
  }));

test("what another source replaces is said, and values of variable files stay unseen", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", lists.replace("k6/a.js\n", "k6/a.js\n    env_file: k6/a.env\n").replace("- name: PAUSE", "- name: resourceId"));
    await drop(page, { "a.env": "LOAD=sesam\nMORE=sesam\n" });
    await page.getByRole("button", { name: "All settings of this run" }).first().click();
    await page.getByText("not used: the value from k6/a.env replaces it").waitFor();
    await page.getByText("MORE from k6/a.env").waitFor();
    await page.getByText("the id of a resource is public: it needs no secret").waitFor();
    if (notification) await page.getByText(`Tells the team's channel through the secret ${notification.usual}; on main: ${notification.of[on.dev]}`).waitFor();
    else assert.ok(!(await page.getByText(/^Tells the team's channel/).first().isVisible()));
    await soon(async () => assert.ok(!(await page.locator(".details").innerText()).includes("sesam")));
  }));
