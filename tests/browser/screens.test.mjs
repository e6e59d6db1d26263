// Every screen, light and dark, wide and narrow, empty and full: axe, no complaint of the browser, a picture to look at.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, desktop, phone, shot, withPage } from "./lib/browser.mjs";
import { nodes, on } from "./lib/profile.mjs";
import { drop, open, script } from "./lib/steps.mjs";

const usual = `# The team's smoke tests
namespace: notifications
base_dir: tests/k6/
test_definitions:
  - test_file: orders/list-orders.js
    contexts:
      - environment: ${on.dev}
      - environment: ${on.dev2}
        test_type: # parked: not maintained
          type: smoke
          enabled: false
      - environment: ${on.perf}
        node_type: ${nodes.other}
        test_run:
          env:
            - name: THINK_TIME
              value: 3
          secrets:
            - maskinporten
  - test_file: orders/create-order.js
    config_file: options/load.json
    contexts:
      - environment: ${on.staging}
      - environment: ${on.mistyped}
`;

const screens = [
  ["configure", ""],
  ["scripts", "scripts"],
  ["preview", "preview"],
  ["submit", "submit"],
  ["runs", "runs"],
];

async function visit(page, [name, path], suffix) {
  await page.goto(new URL(path, process.env.K6CFG_URL).href);
  await page.getByRole("heading").first().waitFor();
  await page.waitForTimeout(700);
  await axe(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `${name}: ${overflow} pixels too wide`);
  await shot(page, `${name}-${suffix}`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const [width, viewport] of [["wide", desktop], ["phone", phone]]) {
    test(`every screen while there is nothing (${colorScheme}, ${width})`, () =>
      withPage({ colorScheme, viewport }, async (page) => {
        for (const screen of screens) await visit(page, screen, `empty-${width}-${colorScheme}`);
      }));

    test(`every screen of a usual document (${colorScheme}, ${width})`, () =>
      withPage({ colorScheme, viewport }, async (page) => {
        await open(page, "smoke.yaml", usual);
        await drop(page, { "list-orders.js": script, "notes.txt": "hello" });
        for (const screen of screens) await visit(page, screen, `usual-${width}-${colorScheme}`);
        await page.goto(process.env.K6CFG_URL);
        await page.getByRole("button", { name: "All settings of this run" }).nth(2).click();
        await page.getByText("Options, variables and scope").nth(1).click();
        await axe(page);
        await shot(page, `configure-unfolded-${width}-${colorScheme}`);
      }));
  }
}
