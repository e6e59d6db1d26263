// One Chromium for a test file, and pages that watch themselves: a test fails on anything the browser complains about.

import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** Where the server under test listens, ending in a slash. */
export const url = process.env.K6CFG_URL;
const pictures = fileURLToPath(new URL("../out", import.meta.url));

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };

let browser;
let profile;

before(async () => {
  profile = await mkdtemp(join(tmpdir(), "k6cfg-browser-"));
  browser = await chromium.launch({
    executablePath: process.env.K6CFG_CHROMIUM ?? "/usr/bin/chromium",
    args: flags,
    env: { ...process.env, HOME: profile },
  });
});

after(async () => {
  await browser?.close();
  await rm(profile, { recursive: true, force: true });
});

/**
 * Runs `body(page, context)` in a fresh browser context and fails if the browser complained: console errors and
 * warnings, uncaught errors, CSP violations, failed requests. `expect` is a list of patterns of complaints that the
 * journey provokes on purpose.
 * @param {{viewport?: object, colorScheme?: "light"|"dark", reducedMotion?: "reduce", expect?: RegExp[], path?: string}} options
 */
export async function withPage({ viewport = desktop, colorScheme = "light", reducedMotion, expect = [], path = "" }, body) {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    reducedMotion,
    acceptDownloads: true,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const complaints = [];
  // A screenshot puts its own styles into the page, which the policy forbids: those reports are not the page's.
  const state = { picturing: 0 };
  const complain = (text) => {
    if (state.picturing === 0 && !expect.some((pattern) => pattern.test(text))) complaints.push(text);
  };
  await watch(context, complain);
  try {
    context.on("page", (page) => { page[pictureState] = state; });
    const page = await context.newPage(); if (process.env.K6CFG_PATIENCE) page.setDefaultTimeout(Number(process.env.K6CFG_PATIENCE));
    await page.goto(new URL(path, url).href);
    await body(page, context);
    assert.deepEqual(complaints, [], "the browser complained");
  } finally {
    await context.close();
  }
}

const pictureState = Symbol("picture state");

async function watch(context, complain) {
  await context.exposeFunction("__k6cfgViolation", (text) => complain(`content security policy: ${text}`));
  await context.addInitScript(() => {
    // The system's own dialogs cannot be worked here: the page is as in a browser that has none.
    delete globalThis.showOpenFilePicker;
    delete globalThis.showSaveFilePicker;
    document.addEventListener("securitypolicyviolation", (event) => {
      globalThis.__k6cfgViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
    });
  });
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complain(`console ${message.type()}: ${message.text()} ${message.location().url}`);
  });
  context.on("weberror", (error) => complain(`uncaught: ${error.error()}`));
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // A page that goes away aborts what it was loading.
    if (reason !== "net::ERR_ABORTED") complain(`request failed: ${request.url()} ${reason}`);
  });
}

/** Fails with a readable list when axe finds anything on the page as it now is; `without` names rules to leave out. */
export async function axe(page, { without = [] } = {}) {
  // What is still fading in cannot be read yet.
  await page.evaluate(() => {
    const ends = document.getAnimations().filter((animation) => Number.isFinite(animation.effect.getComputedTiming().endTime));
    return Promise.all(ends.map((animation) => animation.finished)).catch(() => {});
  });
  const { violations } = await new AxeBuilder({ page }).disableRules(without).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.target.join(" ")}\n    ${node.failureSummary.replace(/\n\s*/g, "; ")}`));
  assert.equal(found.length, 0, `axe found:\n  ${found.join("\n  ")}`);
}

/** A picture of the whole page in tests/browser/out, for people to look at. */
export async function shot(page, name) {
  const state = page[pictureState];
  state.picturing += 1;
  try {
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    await page.waitForTimeout(50); // late reports of the screenshot's own styles
  } finally {
    state.picturing -= 1;
  }
}
