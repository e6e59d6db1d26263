// The page loads, in every form, and the browser has nothing to say against it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, phone, shot, withPage } from "./lib/browser.mjs";

for (const colorScheme of ["light", "dark"]) {
  test(`the page loads (${colorScheme})`, () =>
    withPage({ colorScheme }, async (page) => {
      await page.getByRole("heading").first().waitFor();
      await page.locator("#loading").waitFor({ state: "detached" });
      await axe(page);
      await shot(page, `page-${colorScheme}`);
    }));
}

test("the page fits a phone", () =>
  withPage({ viewport: phone }, async (page) => {
    await page.getByRole("heading").first().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} pixels too wide`);
    await axe(page);
    await shot(page, "page-phone");
  }));

test("an address inside the app loads too", () =>
  withPage({ path: "preview" }, async (page) => {
    await page.getByRole("heading").first().waitFor();
  }));
