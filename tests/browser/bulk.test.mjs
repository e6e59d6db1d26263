// The outline, and what is done with many contexts at once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, phone, shot, withPage } from "./lib/browser.mjs";
import { nodes, on, type } from "./lib/profile.mjs";
import { expectKept, keptText, open, soon } from "./lib/steps.mjs";

const team = `namespace: team
test_definitions:
  # orgs
  - test_file: k6/orgs.js
    contexts:
      - environment: ${on.dev} # the daily one
        test_run:
          secrets:
            - token-${on.dev}
      - environment: ${on.perf}
  - test_file: k6/persons.js
    contexts:
      - environment: ${on.dev}
        test_type:
          type: ${type.script}
          enabled: false
      - environment: ${on.staging}
`;

const tree = (page) => page.getByRole("tree", { name: "Tests and contexts" });
const lines = (page) => tree(page).getByRole("treeitem");
const line = (page, at) => lines(page).nth(at);
const bar = (page) => page.getByRole("region", { name: "Selected contexts" });
const button = (page, name) => bar(page).getByRole("button", { name, exact: true });

/** The words of the line that the tree names as its active one. */
const active = (page) => tree(page).evaluate((tree) => document.getElementById(tree.getAttribute("aria-activedescendant"))?.innerText);

const selected = (page) => lines(page).evaluateAll((lines) => lines.map((line) => line.getAttribute("aria-selected") === "true"));

async function withTeam(body, options = {}) {
  await withPage(options, async (page) => {
    await open(page, "smoke.yaml", team);
    await line(page, 0).or(page.getByRole("button", { name: /^Outline/ })).first().waitFor();
    await body(page);
  });
}

/** Selects contexts by their place in the outline. */
async function select(page, ...places) {
  for (const at of places) await line(page, at).locator(".line__mark").click();
  await bar(page).getByText(`${places.length} context`, { exact: false }).first().waitFor();
}

/** The change gives exactly this text and says so; one undo gives the text before it. */
async function changes(page, said, expected, before = team) {
  await page.locator(".notice").getByText(said).waitFor();
  await expectKept(page, expected);
  await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
  await expectKept(page, before);
}

test("the outline says what runs, and how each part stands", () =>
  withTeam(async (page) => {
    await page.locator(".outline__count", { hasText: "3 of 4 contexts will run" }).waitFor();
    const words = await lines(page).evaluateAll((lines) => lines.map((line) => [line.getAttribute("aria-level"), line.textContent]));
    assert.deepEqual(words, [
      ["1", "orgs.js2waiting for files"],
      ["2", `${on.dev}smokewaiting for files`],
      ["2", `${on.perf}smokewaiting for files`],
      ["1", "persons.js1 of 2waiting for files"],
      ["2", `${on.dev}${type.script}parked`],
      ["2", `${on.staging}smokewaiting for files`],
    ]);
    await axe(page);
  }));

test("arrow keys walk the outline, fold it, and Enter leads into the form", () =>
  withTeam(async (page) => {
    await tree(page).focus();
    await soon(async () => assert.match(await active(page), /orgs\.js/));
    for (const [key, where] of [
      ["ArrowDown", new RegExp(`${on.dev}`)],
      ["End", new RegExp(`${on.staging}`)],
      ["ArrowLeft", /persons\.js/],
      ["ArrowLeft", /persons\.js/],
      ["Home", /orgs\.js/],
      ["ArrowRight", new RegExp(`${on.dev}`)],
      ["ArrowUp", /orgs\.js/],
    ]) {
      await page.keyboard.press(key);
      await soon(async () => assert.match(await active(page), where, key));
    }
    await soon(async () => assert.equal(await lines(page).count(), 4, "the second test is folded"));
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowRight");
    await soon(async () => assert.equal(await lines(page).count(), 6));
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.dataset.path === "test_definitions[1].contexts[1].environment");
    await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.value), on.staging));
  }));

test("Enter unfolds the test that it leads into", () =>
  withPage({}, async (page) => {
    const tests = Array.from({ length: 6 }, (_, at) => `  - test_file: k6/t${at}.js\n    contexts:\n      - environment: ${on.dev}\n`);
    await open(page, "a.yaml", `namespace: team\ntest_definitions:\n${tests.join("")}`);
    await line(page, 11).waitFor();
    await tree(page).focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.dataset.path === "test_definitions[5].contexts[0].environment");
  }));

test("Space, Shift with arrows, clicks with Ctrl and Shift select", () =>
  withTeam(async (page) => {
    await tree(page).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await soon(async () => assert.deepEqual(await selected(page), [false, true, false, false, false, false]));
    await page.keyboard.press("Shift+ArrowDown");
    await soon(async () => assert.deepEqual(await selected(page), [true, true, true, false, false, false], "all of the first test"));
    await page.keyboard.press("Escape");
    await soon(async () => assert.equal(await bar(page).count(), 0));
    await line(page, 1).click({ modifiers: ["Control"] });
    await line(page, 5).click({ modifiers: ["Shift"] });
    await soon(async () => assert.deepEqual(await selected(page), [true, true, true, true, true, true]));
    await line(page, 3).click({ modifiers: ["Control"] });
    await soon(async () => assert.deepEqual(await selected(page), [true, true, true, false, false, false]));
    await tree(page).focus();
    await page.keyboard.press("Control+A");
    await bar(page).getByText("4 contexts selected").waitFor();
    await axe(page);
    await button(page, "Clear selection").click();
    await soon(async () => assert.deepEqual(await selected(page), [false, false, false, false, false, false]));
  }));

test("a filter finds by script, environment, type and state, and selects what it finds", () =>
  withTeam(async (page) => {
    const filter = page.getByRole("textbox", { name: "Filter" });
    const found = async (text, expected) => {
      await filter.fill(text);
      await page.waitForFunction((count) => document.querySelectorAll("[role=treeitem]").length === count, expected);
    };
    await found("parked", 2);
    await found("persons", 3);
    await found(`${on.dev} ${type.script}`, 2);
    await found(`${on.perf}-orgs`, 2);
    await found("nothing like it", 0);
    await page.getByText("Nothing matches.").waitFor();
    await found(on.dev.toUpperCase(), 4);
    await page.getByRole("button", { name: "Select the 2 that match" }).click();
    await bar(page).getByText("2 contexts selected").waitFor();
    await filter.press("Escape");
    await soon(async () => assert.deepEqual(await selected(page), [false, true, false, false, true, false]));
    await filter.press("ArrowDown");
    await soon(async () => assert.ok(await tree(page).evaluate((tree) => tree === document.activeElement)));
    await page.keyboard.type(type.script);
    await soon(async () => assert.equal(await filter.inputValue(), type.script, "typing in the tree filters it"));
    await page.waitForFunction(() => document.querySelectorAll("[role=treeitem]").length === 2);
  }));

test("parking and taking up again", () =>
  withTeam(async (page) => {
    await select(page, 1, 2);
    await button(page, "Park").click();
    const parked = "        test_type:\n          type: smoke\n          enabled: false\n";
    await changes(page, "2 contexts parked", team.replace("daily one\n", `daily one\n${parked}`).replace(`${on.perf}\n`, `${on.perf}\n${parked}`));
    await button(page, "Clear selection").click();
    await select(page, 4);
    await button(page, "Take up again").click();
    await changes(page, "1 context taken up again", team.replace("enabled: false", "enabled: true"));
  }));

test("a test type and a node type for many", () =>
  withTeam(async (page) => {
    await select(page, 2, 4);
    await button(page, "Test type…").click();
    await bar(page).getByRole("combobox", { name: "Test type" }).selectOption(type.grows);
    await bar(page).getByText("changes 2 contexts").waitFor();
    await button(page, "Change").click();
    await changes(
      page,
      `${type.grows} in 2 contexts`,
      team.replace(`${on.perf}\n`, `${on.perf}\n        test_type:\n          type: ${type.grows}\n          enabled: true\n`).replace(type.script, type.grows),
    );
    await button(page, "Node type…").click();
    await bar(page).getByRole("combobox", { name: "Node type" }).selectOption(nodes.other);
    await button(page, "Change").click();
    await changes(
      page,
      `2 contexts on ${nodes.other} nodes`,
      team.replace(`${on.perf}\n`, `${on.perf}\n        node_type: ${nodes.other}\n`).replace(`        test_type:\n          type: ${type.script}`, `        node_type: ${nodes.other}\n        test_type:\n          type: ${type.script}`),
    );
  }));

test("copies to other environments, those that are there already shown as there", () =>
  withTeam(async (page) => {
    await select(page, 1);
    await button(page, "Copy to…").click();
    const box = (name) => bar(page).getByRole("checkbox", { name });
    await soon(async () => assert.ok(await box(`${on.dev} there already`).isDisabled()));
    await soon(async () => assert.ok(await box(`${on.perf} there already`).isDisabled()));
    await box(`${on.staging} staging`).check();
    await bar(page).getByText(`adds 1 context in ${on.staging}`).waitFor();
    await axe(page);
    await button(page, "Copy").click();
    const copy = `      - environment: ${on.staging} # the daily one\n        test_run:\n          secrets:\n            - token-${on.staging}\n`;
    await changes(page, "1 context added", team.replace(`token-${on.dev}\n`, `token-${on.dev}\n${copy}`));
  }));

test("a secret by pattern, with what it becomes for each beforehand", () =>
  withTeam(async (page) => {
    await select(page, 1, 2, 5);
    await button(page, "Add secret…").click();
    const name = bar(page).getByRole("combobox", { name: "Secret" });
    await name.press("ArrowDown");
    await name.press("ArrowDown");
    await name.press("Enter");
    await soon(async () => assert.equal(await name.inputValue(), "token-{environment}"));
    await bar(page).getByText(`token-${on.perf} for 1 context, token-${on.staging} for 1 context; 1 has it already`).waitFor();
    await name.press("Enter");
    await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.innerText), "Add secret…", "the focus is where it was"));
    const secret = (of) => `        test_run:\n          secrets:\n            - token-${of}\n`;
    await changes(page, "secret added to 2 contexts", `${team.replace(`${on.perf}\n`, `${on.perf}\n${secret(on.perf)}`)}${secret(on.staging)}`);
  }));

test("a variable for many", () =>
  withTeam(async (page) => {
    await select(page, 2, 5);
    await button(page, "Set variable…").click();
    await bar(page).getByRole("combobox", { name: "Name" }).fill("LOAD");
    await bar(page).getByRole("textbox", { name: "Value" }).fill("3");
    await button(page, "Set").click();
    const variable = '        test_run:\n          env:\n            - name: LOAD\n              value: "3"\n';
    await changes(page, "LOAD set in 2 contexts", `${team.replace(`${on.perf}\n`, `${on.perf}\n${variable}`)}${variable}`);
  }));

test("an environment for the tests of what is selected, like another or plain", () =>
  withTeam(async (page) => {
    await select(page, 1, 5);
    await button(page, "Add environment…").click();
    await bar(page).getByRole("combobox", { name: "Environment" }).selectOption(on.dev2);
    await bar(page).getByRole("combobox", { name: "Like" }).selectOption(on.staging);
    await bar(page).getByText(`${on.dev2} for 2 tests, 1 of them like ${on.staging}, the others plain`).waitFor();
    await button(page, "Add").click();
    await changes(page, `${on.dev2} added to 2 tests`, `${team.replace(`${on.perf}\n`, `${on.perf}\n      - environment: ${on.dev2}\n`)}      - environment: ${on.dev2}\n`);
  }));

test("removing contexts, and tests of which nothing is left", () =>
  withTeam(async (page) => {
    await select(page, 4);
    await line(page, 0).locator(".line__mark").click();
    await button(page, "Remove").click();
    const left = `namespace: team\ntest_definitions:\n  - test_file: k6/persons.js\n    contexts:\n      - environment: ${on.staging}\n`;
    await changes(page, "1 test with all its contexts, 1 context removed", left);
  }));

test("a context is copied and an environment added without the outline", () =>
  withTeam(async (page) => {
    await page.getByRole("button", { name: "Copy to other environments" }).first().click();
    await page.getByRole("checkbox", { name: new RegExp(`^${on.prod}`) }).check();
    await page.keyboard.press("Escape");
    await soon(async () => assert.equal(await keptText(page), team));
    await soon(async () => assert.ok(await page.evaluate(() => document.activeElement.ariaLabel === "Copy to other environments")));
    await page.getByRole("button", { name: "Add an environment" }).first().click();
    await page.getByRole("group", { name: "What to do" }).getByRole("combobox", { name: "Like" }).selectOption(on.dev);
    await page.getByRole("group", { name: "What to do" }).getByRole("button", { name: "Add", exact: true }).click();
    const like = `      - environment: ${on.dev2} # the daily one\n        test_run:\n          secrets:\n            - token-${on.dev2}\n`;
    await changes(page, `${on.dev2} added to 1 test`, team.replace(`token-${on.dev}\n`, `token-${on.dev}\n${like}`));
  }));

test("Alt with an arrow moves a line of the outline", () =>
  withTeam(async (page) => {
    await tree(page).focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Alt+ArrowUp");
    await page.waitForFunction((name) => document.querySelectorAll("[role=treeitem]")[4].textContent.startsWith(name), on.staging);
    await soon(async () => assert.match(await active(page), new RegExp(`${on.staging}`)));
    const [head, tail] = team.split(`      - environment: ${on.dev}\n        test_type`);
    const [parked, moved] = [`      - environment: ${on.dev}\n        test_type${tail.split(`      - environment: ${on.staging}`)[0]}`, `      - environment: ${on.staging}\n`];
    await expectKept(page, `${head}${moved}${parked}`);
  }));

test("five hundred contexts are as many lines as are seen", () =>
  withPage({}, async (page) => {
    const environments = [on.dev, on.dev2, on.staging, on.perf, on.prod];
    const contexts = environments.map((name) => `      - environment: ${name}\n`).join("");
    const tests = Array.from({ length: 100 }, (_, at) => `  - test_file: k6/script${at}.js\n    contexts:\n${contexts}`);
    await open(page, "smoke.yaml", `namespace: team\ntest_definitions:\n${tests.join("")}`);
    await page.locator(".outline__count", { hasText: "500 of 500 contexts will run" }).waitFor();
    await soon(async () => assert.ok((await lines(page).count()) < 80));
    await tree(page).focus();
    await page.keyboard.press("End");
    await soon(async () => assert.match(await active(page), new RegExp(`${on.prod}`)));
    await soon(async () => assert.equal(await lines(page).last().getAttribute("aria-posinset"), "5"));
    await page.getByRole("textbox", { name: "Filter" }).fill(on.perf);
    await page.getByRole("button", { name: "Select the 100 that match" }).click();
    await bar(page).getByText("100 contexts selected").waitFor();
    await button(page, "Park").click();
    await page.locator(".outline__count", { hasText: "400 of 500 contexts will run" }).waitFor();
    await soon(async () => assert.equal((await keptText(page)).match(/enabled: false/g).length, 100));
    await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
    await page.locator(".outline__count", { hasText: "500 of 500 contexts will run" }).waitFor();
    await shot(page, "configure-500");
  }));

test("of a long list of fields only a part is made, also where one goes to its end", () =>
  withPage({}, async (page) => {
    const contexts = Array.from({ length: 500 }, (_, at) => `      - environment: ${on.dev}\n        test_run:\n          id: run-${at}\n`);
    await open(page, "a.yaml", `namespace: team\ntest_definitions:\n  - test_file: k6/a.js\n    contexts:\n${contexts.join("")}`);
    await line(page, 20).waitFor();
    const rows = page.locator("tr.context");
    await soon(async () => assert.equal(await rows.count(), 40));
    await tree(page).focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.dataset.path === "test_definitions[0].contexts[499].environment");
    await soon(async () => assert.equal(await rows.count(), 6));
    await page.getByRole("button", { name: "Show 40 earlier" }).click();
    await rows.nth(45).waitFor();
    await page.getByText("run-455", { exact: true }).waitFor();
  }));

for (const colorScheme of ["light", "dark"]) {
  test(`on a phone the outline is folded, and fingers select (${colorScheme})`, () =>
    withTeam(
      async (page) => {
        await soon(async () => assert.equal(await tree(page).isVisible(), false));
        await page.getByRole("button", { name: "Outline: 3 of 4 contexts will run" }).click();
        await select(page, 1, 5);
        await button(page, "Add secret…").click();
        await bar(page).getByRole("group", { name: "What to do" }).waitFor();
        await page.keyboard.type("token-{environment}");
        await bar(page).getByText(`token-${on.staging} for 1 context`).waitFor();
        await axe(page);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${overflow} pixels too wide`);
        await shot(page, `bulk-phone-${colorScheme}`);
        await page.keyboard.press("Escape");
        await line(page, 2).locator(".line__name").click();
        await page.waitForFunction(() => document.activeElement.dataset.path === "test_definitions[0].contexts[1].environment");
        await soon(async () => assert.equal(await tree(page).isVisible(), false, "it folds when it has led somewhere"));
      },
      { viewport: phone, colorScheme },
    ));
}
