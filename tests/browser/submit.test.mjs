// Submit with a server: a try that applies nothing, a submit that shows each object, and runs that change on the screen as they
// change in the cluster.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, phone, shot, url, withPage } from "./lib/browser.mjs";
import { notification, on } from "./lib/profile.mjs";
import { drop, open, script, soon } from "./lib/steps.mjs";

const config = (namespace, more = "") => `namespace: ${namespace}
test_definitions:
  - test_file: k6/list.js
    contexts:
      - environment: ${on.dev}${more}
`;

const runs = async (namespace) =>
  (await (await fetch(`${url}api/v1/objects?kind=TestRun&namespace=${namespace}`)).json()).items.map(({ metadata }) => metadata.name);

const toSubmit = (page) => page.locator(".header__submit").click();

test("a try says what would become of each object, and applies nothing", () =>
  withPage({}, async (page) => {
    const namespace = `try-${Date.now()}`;
    await open(page, "smoke.yaml", config(namespace));
    await drop(page, { "list.js": script });
    await toSubmit(page);
    await page.getByRole("button", { name: "Try without applying" }).click();
    await page.getByRole("heading", { name: "The cluster would take 2 objects" }).waitFor();
    const needs = page.getByRole("table", { name: "What the runs need" });
    await needs.getByRole("row", { name: /Namespace .* found/ }).waitFor();
    const told = needs.getByRole("row", { name: /^Secret/ });
    if (notification) await needs.getByRole("row", { name: new RegExp(`Secret ${notification.usual} cannot tell`) }).waitFor();
    else assert.equal(await told.count(), 0);
    const fates = page.getByRole("table", { name: "What would become of each object" });
    assert.deepEqual(await fates.locator("tbody tr td:last-child").allTextContents(), ["created", "created"]);
    assert.deepEqual(await runs(namespace), []);
    await axe(page);
    await shot(page, "submit-try");
    await page.setViewportSize(phone);
    await axe(page);
    await shot(page, "submit-try-phone");
    await page.locator("main").getByRole("button", { name: "Close", exact: true }).click();
    await page.getByRole("button", { name: "Submit 1 run" }).last().click();
    await page.getByRole("heading", { name: "1 run is submitted" }).waitFor();
    assert.equal((await runs(namespace)).length, 1);
  }));

test("what is in the cluster stands beside what would be", () =>
  withPage({}, async (page) => {
    const namespace = `live-${Date.now()}`;
    await open(page, "smoke.yaml", config(namespace));
    await drop(page, { "list.js": script });
    await page.getByRole("link", { name: "Preview", exact: true }).click();
    await page.getByRole("tab", { name: "What changed" }).click();
    await page.getByLabel("Compared with").selectOption("cluster");
    await page.getByText(/0 changed, 2 added, 0 removed/).waitFor();
    await toSubmit(page);
    await page.locator("main").getByRole("button", { name: "Submit 1 run" }).click();
    await page.getByRole("heading", { name: "1 run is submitted" }).waitFor();
    // The archive is there, the run of another time is not the same run.
    await page.locator("main").getByRole("button", { name: "Submit again" }).click();
    await page.getByRole("button", { name: "Try without applying" }).click();
    const differences = page.getByRole("heading", { name: "In the cluster now, and as it would be" });
    await page.getByRole("table", { name: "What would become of each object" }).waitFor();
    await soon(async () => assert.ok((await differences.count()) + (await page.getByText("unchanged").count()) > 0));
    await page.getByRole("link", { name: "Preview", exact: true }).click();
    await page.getByRole("tab", { name: "What changed" }).click();
    await page.getByLabel("Compared with").selectOption("cluster");
    await page.getByText(/of \d objects|Nothing differs/).waitFor();
    await axe(page);
    await shot(page, "changes-cluster");
  }));

test("an object is told when it is applied, and runs come and go on the screen", () =>
  withPage({}, async (page, context) => {
    const namespace = `watch-${Date.now()}`;
    await open(page, "smoke.yaml", config(namespace));
    await drop(page, { "list.js": script });
    await page.getByRole("link", { name: "Runs", exact: true }).click();
    await page.getByText("Nothing has been submitted here yet.").waitFor();

    // Somebody else submits, from another window.
    const other = await context.newPage();
    await other.goto(url);
    await other.locator(".header__submit").click();
    await other.locator("main").getByRole("button", { name: "Submit 1 run" }).click();
    await other.getByRole("heading", { name: "1 run is submitted" }).waitFor();
    await other.close();

    const [name] = await runs(namespace);
    await page.getByText(name).waitFor();
    await shot(page, "runs-live");
    await fetch(`${url}api/v1/namespaces/${namespace}/testruns/${name}`, { method: "DELETE" });
    await page.getByText("Nothing has been submitted here yet.").waitFor();
  }));

test("what was set by somebody else is taken over when one says so", () =>
  withPage({ expect: [/409/] }, async (page) => {
    await open(page, "smoke.yaml", config(`over-${Date.now()}`));
    await drop(page, { "list.js": script });
    await toSubmit(page);
    const bodies = [];
    // As a real API server answers: the embedded cluster knows no other that sets fields.
    await page.route("**/api/v1/submissions", async (route) => {
      const request = route.request();
      bodies.push([JSON.parse(request.postData()), request.headers()["idempotency-key"]]);
      if (bodies.length > 1) return route.continue();
      const key = { kind: "ConfigMap", namespace: "n", name: `list-${on.dev}-list-smoke` };
      await route.fulfill({
        status: 409,
        contentType: "application/problem+json",
        body: JSON.stringify({
          type: "urn:k6cfg:problem:set-by-another", title: "Somebody else set what this would set", status: 409,
          detail: "the cluster refused it", applied: [],
          refused: [{ ...key, status: 409, setByAnother: true, message: 'conflict with "kubectl"' }],
          untried: [{ ...key, kind: "TestRun", name: "run" }],
        }),
      });
    });
    await page.locator("main").getByRole("button", { name: "Submit 1 run" }).click();
    await page.getByRole("heading", { name: "Somebody else set what this would set" }).waitFor();
    await page.getByText('conflict with "kubectl"').waitFor();
    await page.getByText("not tried").waitFor();
    assert.equal(await page.getByRole("button", { name: "Try again" }).count(), 0);
    await axe(page);
    await shot(page, "submit-set-by-another");
    await page.getByRole("button", { name: "Take over" }).click();
    await page.getByRole("heading", { name: "1 run is submitted" }).waitFor();
    assert.deepEqual(bodies.map(([body]) => body.take_over ?? false), [false, true]);
    assert.equal(bodies[0][1], bodies[1][1], "one submit, one name");
  }));
