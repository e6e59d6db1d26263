// The channel that is told of the runs: chosen for a document, kept with it, shared with it, sent with it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, phone, shot, withPage } from "./lib/browser.mjs";
import { notification, on } from "./lib/profile.mjs";
import { drop, kept, open, script, soon } from "./lib/steps.mjs";

const config = `namespace: channels
test_definitions:
  - test_file: k6/list.js
    contexts:
      - environment: ${on.dev}
      - environment: ${on.staging}
`;

const channel = (page) => page.getByRole("combobox", { name: /^Channel that is told/ });
const preview = (page) => page.getByRole("link", { name: "Preview", exact: true }).click();

const { usual, ref, of } = notification ?? { of: {} };
const { [on.dev]: dev, [on.staging]: staging } = of;
const without = { skip: notification ? false : "the platform of this profile tells no channel" };

test("a platform that tells no channel asks for none", { skip: notification ? "the platform of this profile tells a channel" : false }, () =>
  withPage({}, async (page) => {
    await open(page, "smoke.yaml", config);
    await drop(page, { "list.js": script });
    await preview(page);
    await page.getByText("4 objects, ").waitFor();
    assert.equal(await channel(page).count(), 0);
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByText("the TestRun is copied").waitFor();
    assert.doesNotMatch(await page.evaluate(() => navigator.clipboard.readText()), /name: (undefined|null)/);
    await page.getByRole("link", { name: "Submit 2 runs" }).click();
    await page.getByRole("button", { name: "Submit 2 runs" }).waitFor();
    assert.equal(await channel(page).count(), 0);
  }));

/** Waits until the object that is shown names the secret. */
const names = (page, secret) =>
  soon(async () => {
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), new RegExp(`kind: TestRun[^]*name: ${secret}\n`));
  });

test("the usual channel hears of a run, or its environment's own", without, () =>
  withPage({}, async (page) => {
    await open(page, "smoke.yaml", config);
    await drop(page, { "list.js": script });
    await preview(page);
    await names(page, usual);
    assert.deepEqual(await channel(page).locator("option").allTextContents(), [
      `${usual} – for all`,
      `${ref} – by environment`,
    ]);
    await page.getByText(`this run tells ${usual}; on main: ${dev}`).waitFor();
    await channel(page).selectOption(ref);
    await names(page, dev);
    await page.getByText(`this run tells ${dev}, since it is made as on main; else ${usual}`).waitFor();
    await axe(page);
    await shot(page, "channel");
    await page.getByRole("option", { name: new RegExp(`${on.staging}-list`) }).click();
    await names(page, staging);
    // What is chosen stays with the document, and no other has it.
    assert.equal((await kept(page)).git_ref, ref);
    await page.reload();
    await names(page, staging);
    await page.setViewportSize(phone);
    await shot(page, "channel-phone");
    await page.getByRole("link", { name: "Submit", exact: false }).first().click();
    assert.equal(await channel(page).inputValue(), ref);
    await page.getByRole("button", { name: "Submit 2 runs" }).click();
    await page.getByText("2 runs are submitted").waitFor();
    await page.getByRole("link", { name: "Configure", exact: true }).click();
    await page.getByRole("button", { name: "All settings of this run" }).first().click();
    await page.getByText(`Tells the team's channel through the secret ${dev}, since it is made as on main; else ${usual}`).waitFor();
    await page.getByRole("link", { name: "Choose the channel" }).click();
    await channel(page).selectOption("");
    await names(page, usual);
  }));

test("a link holds the channel that was chosen", without, () =>
  withPage({}, async (page, context) => {
    await open(page, "smoke.yaml", config);
    await drop(page, { "list.js": script });
    await preview(page);
    await channel(page).selectOption(ref);
    await names(page, dev);
    await page.getByRole("link", { name: "Share", exact: true }).click();
    const address = page.getByLabel("Link", { exact: true });
    await soon(async () => assert.match(await address.inputValue(), /#s=1/));
    const link = await address.inputValue();
    const visitor = await context.newPage();
    await visitor.goto(link);
    await names(visitor, dev);
    assert.equal(await channel(visitor).inputValue(), ref);
    await visitor.getByRole("button", { name: "Make it mine" }).click();
    await visitor.locator("#shared").waitFor({ state: "detached" });
    await soon(async () => assert.equal((await kept(visitor)).git_ref, ref));
  }));
