// The channel that is told of the runs: chosen for a document, kept with it, shared with it, sent with it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, phone, shot, withPage } from "./lib/browser.mjs";
import { drop, kept, open, script, soon } from "./lib/steps.mjs";

const config = `namespace: channels
test_definitions:
  - test_file: k6/list.js
    contexts:
      - environment: at22
      - environment: tt02
`;

const channel = (page) => page.getByRole("combobox", { name: /^Channel that is told/ });
const preview = (page) => page.getByRole("link", { name: "Preview", exact: true }).click();

/** Waits until the object that is shown names the secret. */
const names = (page, secret) =>
  soon(async () => {
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), new RegExp(`kind: TestRun[^]*name: ${secret}\n`));
  });

test("the usual channel hears of a run, or its environment's own", () =>
  withPage({}, async (page) => {
    await open(page, "smoke.yaml", config);
    await drop(page, { "list.js": script });
    await preview(page);
    await names(page, "slack-test");
    assert.deepEqual(await channel(page).locator("option").allTextContents(), [
      "slack-test – for all",
      "refs/heads/main – by environment",
    ]);
    await page.getByText("this run tells slack-test; on main: slack-dev").waitFor();
    await channel(page).selectOption("refs/heads/main");
    await names(page, "slack-dev");
    await page.getByText("this run tells slack-dev, since it is made as on main; else slack-test").waitFor();
    await axe(page);
    await shot(page, "channel");
    await page.getByRole("option", { name: /tt02-list/ }).click();
    await names(page, "slack-prod");
    // What is chosen stays with the document, and no other has it.
    assert.equal((await kept(page)).git_ref, "refs/heads/main");
    await page.reload();
    await names(page, "slack-prod");
    await page.setViewportSize(phone);
    await shot(page, "channel-phone");
    await page.getByRole("link", { name: "Submit", exact: false }).first().click();
    assert.equal(await channel(page).inputValue(), "refs/heads/main");
    await page.getByRole("button", { name: "Submit 2 runs" }).click();
    await page.getByText("2 runs are submitted").waitFor();
    await page.getByRole("link", { name: "Configure", exact: true }).click();
    await page.getByRole("button", { name: "All settings of this run" }).first().click();
    await page.getByText("Tells the team's channel through the secret slack-dev, since it is made as on main; else slack-test").waitFor();
    await page.getByRole("link", { name: "Choose the channel" }).click();
    await channel(page).selectOption("");
    await names(page, "slack-test");
  }));

test("a link holds the channel that was chosen", () =>
  withPage({}, async (page, context) => {
    await open(page, "smoke.yaml", config);
    await drop(page, { "list.js": script });
    await preview(page);
    await channel(page).selectOption("refs/heads/main");
    await names(page, "slack-dev");
    await page.getByRole("link", { name: "Share", exact: true }).click();
    const address = page.getByLabel("Link", { exact: true });
    await soon(async () => assert.match(await address.inputValue(), /#s=1/));
    const link = await address.inputValue();
    const visitor = await context.newPage();
    await visitor.goto(link);
    await names(visitor, "slack-dev");
    assert.equal(await channel(visitor).inputValue(), "refs/heads/main");
    await visitor.getByRole("button", { name: "Make it mine" }).click();
    await visitor.locator("#shared").waitFor({ state: "detached" });
    await soon(async () => assert.equal((await kept(visitor)).git_ref, "refs/heads/main"));
  }));
