// Preview: every object of all runs, what changed, two runs side by side, all as files, the Jsonnet, the platform.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { axe, desktop, phone, shot, withPage } from "./lib/browser.mjs";
import { allowsOverlays, objectName, on, tags, title } from "./lib/profile.mjs";
import { drop, open, script } from "./lib/steps.mjs";

const config = `namespace: notifications
base_dir: tests/k6/
test_definitions:
  - test_file: orders/list-orders.js
    contexts:
      - environment: ${on.dev}
      - environment: ${on.perf}
        test_run:
          parallelism: 1
          env:
            - name: THINK_TIME
              value: 3
`;

async function begin(page) {
  await open(page, "smoke.yaml", config);
  await drop(page, { "list-orders.js": script });
  await page.getByRole("link", { name: "Preview", exact: true }).click();
  await page.getByText("4 objects, ").waitFor();
}

/** Gives the last run one more variable, in the text. */
async function addVariable(page) {
  await page.getByRole("textbox", { name: "Config file, YAML" }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("            - name: EXTRA");
  await page.keyboard.press("Enter");
  await page.keyboard.type("value: x");
}

async function tab(page, name) {
  await page.getByRole("tab", { name, exact: true }).click();
}

test("all objects are listed with their sizes, and one is shown", () =>
  withPage({}, async (page) => {
    await begin(page);
    const run = page.getByRole("option", { name: new RegExp(`${on.perf}-list-orders-smoke`) });
    assert.match(await run.innerText(), /ConfigMap [\d.]+ KiB · TestRun [\d.]+ KiB/);
    await run.click();
    await page.waitForFunction((beginning) => document.querySelector(".object__name")?.textContent.startsWith(beginning), objectName(on.perf));
    await shot(page, "preview-objects");
    await axe(page);
  }));

test("what changed since the last look is told, without what only tells the time", () =>
  withPage({}, async (page) => {
    await begin(page);
    await tab(page, "What changed");
    await page.getByText("not looked at before").waitFor();
    await page.getByRole("link", { name: "Configure", exact: true }).click();
    await page.getByRole("textbox", { name: "Config file, YAML" }).waitFor();
    await page.getByRole("link", { name: "Preview", exact: true }).click();
    await page.getByText("4 objects, ").waitFor();
    await page.getByRole("button", { name: "Renew the time now" }).click();
    await tab(page, "What changed");
    await page.getByText("Nothing differs in 4 objects").waitFor();
    await page.getByLabel("Leave out names and values that only tell the time").uncheck();
    await page.getByText("4 changed, 0 added, 0 removed, of 4 objects").waitFor();
    await page.getByLabel("Leave out names and values that only tell the time").check();
    await page.getByRole("link", { name: "Configure", exact: true }).click();
    await open(page, "smoke.yaml", config);
    await page.getByRole("link", { name: "Configure", exact: true }).click();
  }));

test("a change of the config shows in the objects, line by line", () =>
  withPage({}, async (page) => {
    await begin(page);
    await page.getByRole("link", { name: "Configure", exact: true }).click();
    await addVariable(page);
    await page.getByRole("link", { name: "Preview", exact: true }).click();
    await tab(page, "What changed");
    await page.getByText("2 changed, 0 added, 0 removed, of 4 objects").waitFor();
    await page.getByRole("button", { name: /changed TestRun/ }).click();
    await page.waitForFunction(() => {
      const host = document.querySelector(".changes__diff .code");
      return host?.shadowRoot?.querySelector(".cm-merge-b")?.innerText.includes("EXTRA");
    });
    await axe(page);
    await shot(page, "preview-changes");
  }));

test("what was submitted last is compared, for each document on its own", () =>
  withPage({}, async (page) => {
    await begin(page);
    await page.getByRole("link", { name: "Submit 2 runs" }).click();
    await page.getByRole("button", { name: /^Submit 2 runs/ }).click();
    await page.getByText("created").first().waitFor();
    await page.getByRole("link", { name: "Configure", exact: true }).click();
    await addVariable(page);
    await page.getByRole("link", { name: "Preview", exact: true }).click();
    await page.getByText("4 objects, ").waitFor();
    await tab(page, "What changed");
    await page.getByLabel("Compared with").selectOption("submit");
    await page.getByText("2 changed, 0 added, 0 removed, of 4 objects").waitFor();
    // Another document was never submitted.
    await page.locator(".documents__button").click();
    await page.getByRole("menu").getByRole("menuitem", { name: /copy|duplicate/i }).click();
    await page.getByText("this is smoke (2).yaml").waitFor();
    await tab(page, "What changed");
    await page.getByLabel("Compared with").selectOption("submit");
    await page.getByText("Nothing of this document was submitted").waitFor();
  }));

test("manifests that are dropped are compared, and not kept", () =>
  withPage({}, async (page) => {
    await begin(page);
    await tab(page, "Apply by hand");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "One YAML file" }).click()]);
    assert.equal(download.suggestedFilename(), "smoke.yaml");
    const text = await readFile(await download.path(), "utf8");
    assert.deepEqual(text.match(/^kind: .*/gm), ["kind: ConfigMap", "kind: TestRun", "kind: ConfigMap", "kind: TestRun"]);
    await page.getByRole("button", { name: "Renew the time now" }).click();
    await tab(page, "What changed");
    const other = text.replaceAll("parallelism: 1", "parallelism: 9").replace(/^---\n[\s\S]*?(?=^---)/m, "");
    await drop(page, { "theirs.yaml": other, "broken.yaml": "a: [" }, null);
    await page.getByText(/1 changed, 1 added, 0 removed, of 4 objects/).waitFor();
    await page.getByText("broken.yaml").waitFor();
    await page.getByRole("link", { name: "Scripts", exact: true }).click();
    assert.equal(await page.getByText("theirs.yaml").count(), 0);
  }));

test("two runs stand side by side", () =>
  withPage({}, async (page) => {
    await begin(page);
    await tab(page, "Compare runs");
    await page.waitForFunction((names) => {
      const text = document.querySelector(".changes__diff .code")?.shadowRoot?.textContent ?? "";
      return names.every((name) => text.includes(name));
    }, [objectName(on.dev), objectName(on.perf)]);
    await axe(page);
    await shot(page, "preview-compare");
  }));

test("what differs among all runs stands in one table", () =>
  withPage({}, async (page) => {
    await begin(page);
    await tab(page, "Compare runs");
    await page.getByLabel(/compared with/).selectOption({ label: "all runs, only what differs" });
    const row = (field) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: field, exact: typeof field === "string" }) });
    const cells = async (field) => (await row(field).getByRole("cell").allTextContents()).map((text) => text.trim());
    await row("spec.runner.env[THINK_TIME].value").waitFor();
    assert.deepEqual(await cells("spec.runner.env[THINK_TIME].value"), ["not there", "3"]);
    assert.deepEqual(await cells(new RegExp(`^spec\\.arg(s|uments) --tag ${tags.environment}$`)), [on.dev, on.perf]);
    assert.equal(await row("spec.parallelism").count(), 0);
    await page.getByText(/^\d+ fields differ\.$/).waitFor();
    await axe(page);
    await shot(page, "preview-side-by-side");
  }));

test("all objects are saved in every form, the same each time", () =>
  withPage({}, async (page) => {
    await begin(page);
    await tab(page, "Apply by hand");
    const save = async (name) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name, exact: true }).click()]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    };
    const list = await save("One JSON file");
    assert.equal(list.name, "smoke.json");
    assert.equal(JSON.parse(list.bytes).items.length, 4);
    const zip = await save("A zip with a kustomization");
    assert.equal(zip.name, "smoke.zip");
    for (const name of ["kustomization.yaml", `${on.perf}-list-orders-smoke/testrun.yaml`, `${on.dev}-list-orders-smoke/configmap.yaml`]) {
      assert.ok(zip.bytes.includes(name), name);
    }
    assert.deepEqual((await save("A zip with a kustomization")).bytes, zip.bytes);
    assert.ok(await page.getByText("kubectl apply --server-side --field-manager k6cfg -f smoke.yaml").isVisible());
    await axe(page);
    await shot(page, "preview-apply");
  }));

test("an overlay is laid over the objects, and its mistakes are placed", () =>
  withPage({}, async (page) => {
    await begin(page);
    await tab(page, "Jsonnet");
    if (!allowsOverlays) {
      await page.getByText("This platform takes no overlays").waitFor();
      assert.ok(await page.getByRole("button", { name: "Begin an overlay" }).isDisabled());
      return;
    }
    await page.getByRole("button", { name: "testrun.libsonnet" }).click();
    await page.getByRole("button", { name: "Begin an overlay" }).click();
    const overlay = page.getByLabel("overlay.jsonnet");
    await overlay.fill("{ metadata+: { annotations+: { team: 'shop' } } }");
    await axe(page);
    await shot(page, "preview-jsonnet");
    await tab(page, "Objects");
    await page.waitForFunction(() => document.querySelector(".views__panel .code")?.shadowRoot?.textContent.includes("team: shop"));
    await tab(page, "Jsonnet");
    await overlay.fill("{\n  a: b,\n}");
    await page.getByText("line 2, column 6").waitFor();
    await overlay.fill("{ kind: 'Job' }");
    await page.getByText("changes kind of the ConfigMap").waitFor();
    await overlay.fill("local f(n) = f(n + 1) + f(n + 1); { a: f(0) }");
    await page.getByText("more steps, time or memory").waitFor();
    await page.reload();
    await page.getByLabel("overlay.jsonnet").waitFor();
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("button", { name: "Begin an overlay" }).waitFor();
  }));

test("another platform takes the place of this one, and one with mistakes does not", () =>
  withPage({}, async (page) => {
    const small = await readFile(new URL("../../engine/profile/profiles/small.yaml", import.meta.url), "utf8");
    await begin(page);
    await tab(page, "Platform");
    await page.getByText("profile.yaml beside it").waitFor();
    const give = (text) => page.locator("[data-picks=profile]").setInputFiles({ name: "fjord.yaml", mimeType: "text/plain", buffer: Buffer.from(text) });
    await give(small.replace("title: Fjord", "titel: Fjord"));
    await page.getByText("there is no key titel here; write title").waitFor();
    await page.getByText("fjord.yaml has 2 mistakes").waitFor();
    await give(small);
    await page.getByRole("heading", { name: "Fjord load tests" }).waitFor();
    await page.reload();
    await page.getByText("Yours: fjord.yaml").waitFor();
    await axe(page);
    await shot(page, "preview-platform");
    await page.getByRole("button", { name: "Back to the one of this page" }).click();
    await page.getByRole("heading", { name: title }).waitFor();
  }));

test("a script that is dropped before there is a run is kept as anywhere, and a profile is used", () =>
  withPage({ path: "preview?view=platform" }, async (page) => {
    await page.getByRole("heading", { name: title }).waitFor();
    await drop(page, { "list-orders.js": script }, /1 file added/);
    await drop(page, { "fjord.yaml": await readFile(new URL("../../engine/profile/profiles/small.yaml", import.meta.url), "utf8") }, /now works for Fjord load tests/);
  }));

test("another organisation writes, checks and previews with its own profile", () =>
  withPage({}, async (page) => {
    const read = (path) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
    await page.evaluate(
      (profile) => localStorage.setItem("k6cfg.profile", JSON.stringify(["fjord.yaml", profile])),
      await read("engine/profile/profiles/small.yaml"),
    );
    await open(page, "k6cfg.yaml", await read("tests/fixtures/fjord/k6cfg.yaml"));
    await drop(page, { "list.js": await read("tests/fixtures/fjord/scripts/orders/list.js") });
    // The cluster has none of its Secrets, and nothing else is wrong.
    await page.getByText("1 warning", { exact: true }).first().waitFor();
    await axe(page);
    await page.getByRole("link", { name: "Preview", exact: true }).click();
    await page.getByText("6 objects, ").waitFor();
    await page.getByRole("option", { name: /staging-list-rush/ }).click();
    await page.waitForFunction(() => document.querySelector(".object__name")?.textContent.startsWith("load-staging-"));
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByText("the TestRun is copied").waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /fjord\.example\/pool: large/);
    for (const word of ["altinn", "slack", "token-generator", "k6-action-image", "azure"]) assert.ok(!text.includes(word), word);
    await tab(page, "Jsonnet");
    await page.getByText("This platform takes no overlays").waitFor();
  }));

for (const colorScheme of ["light", "dark"]) {
  test(`every view on a phone (${colorScheme})`, () =>
    withPage({ viewport: phone, colorScheme }, async (page) => {
      await begin(page);
      for (const name of ["What changed", "Compare runs", "Apply by hand", "Jsonnet", "Platform", "Objects"]) {
        await tab(page, name);
        await page.waitForTimeout(500);
        await axe(page);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${name}: ${overflow} pixels too wide`);
        await shot(page, `preview-${name.toLowerCase().replaceAll(" ", "-")}-phone-${colorScheme}`);
      }
    }));
}

test("500 runs are listed while one is shown at once", () =>
  withPage({ viewport: desktop }, async (page) => {
    const contexts = Array.from({ length: 500 }, (_, at) => `      - environment: ${on.dev}\n        test_run: { id: run-${at} }\n`).join("");
    await open(page, "smoke.yaml", `namespace: notifications\ntest_definitions:\n  - test_file: list-orders.js\n    contexts:\n${contexts}`);
    await drop(page, { "list-orders.js": script });
    await page.getByRole("link", { name: "Preview", exact: true }).click();
    await page.locator(".object__name").waitFor();
    await page.getByText("1000 objects, ").waitFor({ timeout: 120_000 });
    await page.getByText(/^1000 objects, [\d.]+ MiB$/).waitFor({ timeout: 120_000 });
    await shot(page, "preview-500");
  }));
