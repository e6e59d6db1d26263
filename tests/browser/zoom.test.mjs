// At 400 % of 1280 by 1024 a screen has 320 by 256 pixels: everything is there, in one column. And nothing moves for
// people who asked for that.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, shot, withPage } from "./lib/browser.mjs";
import { on, type } from "./lib/profile.mjs";
import { drop, open, script } from "./lib/steps.mjs";

const zoomed = { width: 320, height: 256 };
const screens = ["", "scripts", "secrets", "preview", "submit", "runs", "share"];
const text = `namespace: team
base_dir: tests
test_definitions:
  - test_file: orders/get-all-orders-of-a-large-customer.js
    contexts:
      - environment: ${on.perf}
        test_run:
          env:
            - name: A_LONG_NAME_OF_A_VARIABLE_WITHOUT_A_BREAK
              value: https://example.org/a/long/value/without/a/break/that/fits/no/narrow/screen
          secrets: [creds-of-the-orders-service-in-${on.perf}]
      - environment: ${on.dev}
        test_type: { type: ${type.grows}, enabled: false }
`;

test("at 400 % every screen fits, and can be read", async () => {
  await withPage({ viewport: zoomed }, async (page) => {
    await open(page, "zoom.yaml", text);
    await drop(page, { "get-all-orders-of-a-large-customer.js": script });
    for (const screen of screens) {
      await page.goto(new URL(screen, page.url()).href);
      await page.getByRole("heading", { level: 1 }).or(page.locator("#form-of-document, .pane--form")).first().waitFor();
      await page.waitForTimeout(500);
      const wide = await page.evaluate(tooWide);
      assert.deepEqual(wide, [], `/${screen} scrolls sideways`);
      await axe(page);
      await shot(page, `zoomed-${screen || "configure"}`);
    }
  });
});

/** In the page: what stands out to the right, of it or of the form; tables and code may scroll by themselves. */
function tooWide() {
  const form = document.querySelector(".pane--form");
  if (document.documentElement.scrollWidth <= innerWidth && !(form && form.scrollWidth > form.clientWidth)) return [];
  const out = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
  return out.map((element) => `${element.tagName}.${element.className}`).slice(0, 5);
}

test("nothing moves for people who asked for that", async () => {
  await withPage({ reducedMotion: "reduce" }, async (page) => {
    await page.addInitScript(() => {
      globalThis.moved = [];
      for (const kind of ["animationstart", "transitionrun"]) {
        document.addEventListener(kind, (event) => {
          const lasts = event.target.getAnimations({ subtree: true }).map((one) => one.effect.getComputedTiming().activeDuration);
          if (lasts.some((ms) => ms > 10)) globalThis.moved.push(`${kind} ${event.target.className} ${lasts}`);
        }, true);
      }
    });
    await open(page, "still.yaml", text);
    await drop(page, { "get-all-orders-of-a-large-customer.js": script });
    for (const screen of ["Scripts", "Secrets", "Preview", "Runs", "Share", "Configure"]) {
      await page.getByRole("link", { name: screen, exact: true }).click();
      await page.waitForTimeout(300);
    }
    assert.deepEqual(await page.evaluate(() => globalThis.moved), []);
  });
});
