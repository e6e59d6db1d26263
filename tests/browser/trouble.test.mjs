// What a person sees when something outside of the page fails.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, withPage } from "./lib/browser.mjs";
import { on } from "./lib/profile.mjs";
import { keptText, open, soon } from "./lib/steps.mjs";

const loading = [/Failed to load resource/];

async function ready(page) {
  await page.getByRole("button", { name: /^Smoke/ }).click();
  await page.getByRole("link", { name: "Submit 4 runs" }).click();
  await page.getByRole("button", { name: "Submit 4 runs" }).waitFor();
}

test("on static hosting the page says plainly that it has no server", () =>
  withPage({ expect: loading }, async (page) => {
    await page.route("**/api/**", (route) => route.fulfill({ status: 404, contentType: "text/html", body: "<h1>404</h1>" }));
    await page.reload();
    await page.getByRole("button", { name: /^Smoke/ }).click();
    for (const name of ["Submit", "Runs"]) {
      await page.getByRole("link", { name, exact: true }).click();
      await page.getByText("This page has no server").waitFor();
      await axe(page);
    }
  }));

test("a submit of other objects than were previewed is refused, and the difference named", () =>
  withPage({ expect: loading }, async (page) => {
    await page.route("**/api/v1/submissions", (route) =>
      route.fulfill({
        status: 409,
        contentType: "application/problem+json",
        body: JSON.stringify({
          type: "urn:k6cfg:problem:not-as-previewed",
          title: "What would be applied is not what was previewed",
          detail: "nothing was applied",
          differences: [{ kind: "TestRun", name: `${on.dev}-1`, change: "changed" }],
        }),
      }));
    await ready(page);
    await page.getByRole("button", { name: "Submit 4 runs" }).click();
    await page.getByText(`changed · TestRun · ${on.dev}-1`).waitFor();
    await axe(page);
    await page.getByRole("link", { name: "Preview again" }).click();
    await page.getByRole("listbox", { name: "Runs" }).waitFor();
  }));

test("a server that does not answer: trying again sends the very same", () =>
  withPage({ expect: [...loading, /request failed/] }, async (page) => {
    const bodies = [];
    await page.route("**/api/v1/submissions", async (route) => {
      bodies.push(route.request().postData());
      await (bodies.length === 1 ? route.abort() : route.continue());
    });
    await ready(page);
    await page.getByRole("checkbox", { name: `${on.prod}-list-orders-smoke` }).uncheck();
    await page.getByRole("button", { name: "Submit 3 runs" }).click();
    await page.getByText("The server does not answer").waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("3 runs are submitted").waitFor();
    assert.equal(bodies.length, 2);
    assert.equal(bodies[0], bodies[1]);
    assert.equal(JSON.parse(bodies[0]).runs.length, 3);
  }));

test("an editor that cannot be loaded leaves a plain field", () =>
  withPage({ expect: [...loading, /request failed/, /could not be loaded/] }, async (page) => {
    await page.route("**/assets/editor-*", (route) => route.abort());
    await page.reload();
    const plain = page.getByRole("textbox", { name: "Config file, YAML" });
    await plain.fill("namespace: typed");
    await soon(async () => assert.equal(await keptText(page), "namespace: typed"));
  }));

test("a screen that cannot be fetched says so, and comes once it can", () =>
  withPage({ expect: [...loading, /Failed to fetch/, /request failed/] }, async (page) => {
    await page.route("**/k6cfg-screens-*.wasm", (route) => route.abort());
    await page.reload();
    await page.getByRole("button", { name: /^Smoke/ }).click();
    await page.getByRole("link", { name: "Preview", exact: true }).click();
    await page.getByRole("alert").getByText("could not be fetched").waitFor();
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await page.getByRole("alert").getByText("could not be fetched").waitFor();
    await page.unroute("**/k6cfg-screens-*.wasm");
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await page.getByRole("heading", { name: "Preview" }).waitFor();
  }));

test("an engine that dies is started again; when it dies again one is told, and nothing is lost", () =>
  withPage({}, async (page, context) => {
    await context.addInitScript(() => {
      const Real = globalThis.Worker;
      globalThis.Worker = class extends Real {
        constructor(...given) {
          super(...given);
          globalThis.theWorker = this;
        }
      };
    });
    await page.reload();
    const die = () => page.evaluate(() => theWorker.dispatchEvent(new ErrorEvent("error", { cancelable: true })));
    await open(page, "a.yaml", `namespace: team\ntest_definitions:\n  - test_file: k6/a.js\n    contexts:\n      - environment: ${on.dev}\n`);
    await page.getByText(`${on.dev}-a`).first().waitFor();
    await die();
    const namespace = page.getByRole("textbox", { name: /^Namespace/ });
    await namespace.fill("other");
    await page.locator(".status").getByText("other").waitFor();
    await page.evaluate(() => {
      // The next one dies before it is ready.
      globalThis.Worker = class extends EventTarget {
        onerror = null;
        constructor() {
          super();
          setTimeout(() => this.onerror?.(new ErrorEvent("error", { cancelable: true })), 20);
        }
        postMessage() {}
        terminate() {}
      };
    });
    await die();
    await page.getByText("Checking has stopped. Your text is saved.").waitFor();
    await namespace.fill("third");
    await soon(async () => assert.match(await keptText(page), /^namespace: third\n/));
  }));
