// Share: a link that holds the configuration, opened without touching what the visitor has.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { axe, phone, shot, url, withPage } from "./lib/browser.mjs";
import { on } from "./lib/profile.mjs";
import { drop, open, script } from "./lib/steps.mjs";

const config = `namespace: notifications
base_dir: tests/k6/
test_definitions:
  - test_file: orders/list-orders.js
    contexts:
      - environment: ${on.dev}
`;

const address = (page) => page.getByLabel("Link", { exact: true }).inputValue();

async function share(page) {
  await page.getByRole("link", { name: "Share", exact: true }).click();
  await page.waitForFunction(() => document.querySelector(".share__address")?.value.includes("#s=1"));
}

/** Opens a link as another visit of the same browser. */
async function follow(context, link) {
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

const documentOf = (page) => page.locator(".documents__name").innerText();

test("a link opens what was shared, to be looked at", () =>
  withPage({}, async (page, context) => {
    await open(page, "smoke.yaml", config);
    await drop(page, { "list-orders.js": script });
    await share(page);
    const without = await address(page);
    assert.ok(without.length < 2000, `${without.length} characters`);
    await axe(page);
    await shot(page, "share");
    await page.getByLabel("The scripts and other files").check();
    await page.waitForFunction((before) => document.querySelector(".share__address").value !== before, without);
    const link = await address(page);
    const other = await follow(context, link);
    await other.getByText("which somebody shared").waitFor();
    await other.getByText("2 objects, ").waitFor();
    assert.equal(new URL(other.url()).pathname, "/preview");
    await axe(other);
    await shot(other, "share-visit");
    await other.getByRole("link", { name: "Configure", exact: true }).click();
    const editor = other.getByRole("textbox", { name: "Config file, YAML" });
    await editor.click();
    await other.keyboard.type("nothing");
    assert.ok(!(await editor.innerText()).includes("nothing"));
    assert.ok(other.url().includes("#s="), "the link stays in the address");
  }));

test("what the visitor has stays as it is, and making it theirs keeps both", () =>
  withPage({}, async (page, context) => {
    await open(page, "shared.yaml", config);
    await drop(page, { "list-orders.js": script });
    await share(page);
    await page.getByLabel("The scripts and other files").check();
    await page.waitForTimeout(500);
    const link = await address(page);
    const visitor = await context.browser().newContext();
    const mine = await visitor.newPage();
    await mine.goto(url);
    await open(mine, "mine.yaml", config.replace(on.dev, on.staging));
    await drop(mine, { "list-orders.js": "export default function () { /* mine */ }\n" });
    await mine.waitForTimeout(500);
    const kept = () => mine.evaluate(() => JSON.stringify(Object.entries(localStorage).sort()));
    const before = await kept();
    // A link that is put into the address bar of an open page.
    await mine.goto(link);
    await mine.getByText("which somebody shared").waitFor();
    assert.equal(await documentOf(mine), "shared.yaml");
    assert.equal(await kept(), before);
    await mine.getByRole("button", { name: "Back to my own" }).click();
    await mine.getByText("which somebody shared").waitFor({ state: "detached" });
    assert.equal(await documentOf(mine), "mine.yaml");
    await mine.goto(link);
    await mine.getByRole("button", { name: "Make it mine" }).click();
    await mine.waitForFunction(() => document.querySelector(".documents__name")?.innerText === "shared.yaml" && !document.querySelector("#shared"));
    assert.ok(!mine.url().includes("#"));
    await mine.locator(".documents__button").click();
    await mine.getByText("mine.yaml").first().waitFor();
    await visitor.close();
  }));

test("a link that is cut, forged, of another version or huge is told in plain words", () =>
  withPage({}, async (page) => {
    await open(page, "smoke.yaml", config);
    await share(page);
    const link = await address(page);
    const at = link.indexOf("#s=") + 3;
    const bomb = `1${Buffer.concat([Buffer.alloc(4), deflateRawSync(Buffer.alloc(40 << 20, "a"))]).toString("base64url")}`;
    for (const [content, says] of [
      [link.slice(at, -9), "incomplete or was changed"],
      [`${link.slice(at, at + 40)}${link[at + 40] === "A" ? "B" : "A"}${link.slice(at + 41)}`, "incomplete or was changed"],
      ["", "incomplete or was changed"],
      ["1", "incomplete or was changed"],
      ["<script>", "incomplete or was changed"],
      [`2${link.slice(at + 1)}`, "newer version"],
      [bomb, "more than a configuration can have"],
    ]) {
      await page.goto("about:blank");
      await page.goto(`${url}#s=${content}`);
      await page.getByText(says).waitFor();
      assert.equal(await documentOf(page), "smoke.yaml");
    }
    await shot(page, "share-broken");
    await page.getByRole("button", { name: "Close" }).click();
    assert.ok(!page.url().includes("#"));
  }));

test("links of earlier versions open for ever", () =>
  withPage({}, async (page) => {
    const links = JSON.parse(await readFile(new URL("links.json", import.meta.url), "utf8"));
    assert.ok(links.length > 0);
    for (const { content, name, says } of links) {
      await page.goto("about:blank");
      await page.goto(`${url}#s=${content}`);
      await page.getByText("which somebody shared").waitFor();
      assert.equal(await documentOf(page), name);
      await page.getByText(says).first().waitFor();
    }
  }));

test("nothing of a link reaches the server", () =>
  withPage({}, async (page, context) => {
    await open(page, "smoke.yaml", config);
    await share(page);
    const link = await address(page);
    const asked = [];
    context.on("request", (request) => asked.push(`${request.url()} ${request.headers().referer ?? ""}`));
    const other = await follow(context, link);
    await other.getByText("which somebody shared").waitFor();
    const secret = link.slice(link.indexOf("#s=") + 3, link.indexOf("#s=") + 40);
    assert.ok(asked.length > 3);
    assert.deepEqual(asked.filter((request) => request.replace(/#.*$/, "").includes(secret)), []);
  }));

test("a short link is kept by the server", () =>
  withPage({ expect: [/404/] }, async (page, context) => {
    await open(page, "smoke.yaml", config);
    await share(page);
    await page.getByRole("button", { name: "Make a short link" }).click();
    const short = await page.locator(".share__short code").innerText();
    assert.match(short, /#l=[a-z2-9]{12}$/);
    const other = await follow(context, short);
    await other.getByText("which somebody shared").waitFor();
    const gone = await follow(context, `${url}#l=nothingthere`);
    await gone.getByText("This short link has ended").waitFor();
  }));

test("a long configuration goes as a file, which is opened by dropping it", () =>
  withPage({}, async (page) => {
    await open(page, "smoke.yaml", config);
    const noise = Array.from({ length: 3000 }, (_, at) => `// ${Math.sin(at + 1)}`).join("\n");
    await drop(page, { "list-orders.js": `${script}\n${noise}` });
    await share(page);
    await page.getByLabel("The scripts and other files").check();
    await page.getByText("Send the file instead").waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a file" }).click()]);
    assert.equal(download.suggestedFilename(), "smoke.k6cfg");
    const content = await readFile(await download.path(), "utf8");
    await page.getByRole("link", { name: "Scripts", exact: true }).click();
    await drop(page, { "smoke.k6cfg": content }, null);
    await page.getByText("which somebody shared").waitFor();
    await page.getByText("2 objects, ").waitFor();
  }));

test("nothing is shared while values are typed that are not sealed", () =>
  withPage({}, async (page) => {
    await open(page, "smoke.yaml", config);
    await page.getByRole("link", { name: "Secrets", exact: true }).click();
    await page.getByLabel("Value").first().fill("hunter2");
    await page.getByRole("link", { name: "Share", exact: true }).click();
    await page.getByText("Values are typed that are not sealed").waitFor();
    assert.equal(await page.locator(".share__address").count(), 0);
    await axe(page);
  }));

test("GitHub's own page for a new file is opened with all of it", () =>
  withPage({}, async (page) => {
    await open(page, "smoke.yaml", config);
    await share(page);
    await page.getByRole("textbox", { name: "Repository" }).fill("https://github.com/team/tests");
    const link = page.getByRole("link", { name: "Create in GitHub" }).first();
    const href = new URL(await link.getAttribute("href"));
    assert.equal(href.origin + href.pathname, "https://github.com/team/tests/new/main");
    assert.equal(href.searchParams.get("filename"), "k6/smoke.yaml");
    assert.equal(href.searchParams.get("value"), config);
    const workflow = new URL(await page.getByRole("link", { name: "Create in GitHub" }).last().getAttribute("href"));
    assert.equal(workflow.searchParams.get("filename"), ".github/workflows/k6.yaml");
    await page.getByRole("textbox", { name: "Repository" }).fill("nonsense");
    await page.getByText("Write it as owner/name").waitFor();
    await page.reload();
    assert.equal(await page.getByRole("textbox", { name: "Repository" }).inputValue(), "nonsense");
  }));

test("Share on a phone", () =>
  withPage({ viewport: phone, colorScheme: "dark" }, async (page) => {
    await open(page, "smoke.yaml", config);
    await share(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} pixels too wide`);
    await axe(page);
    await shot(page, "share-phone");
  }));

test("only the files of this document go along, and what others would feel is asked about", () =>
  withPage({}, async (page, context) => {
    await open(page, "smoke.yaml", config);
    await drop(page, { "list-orders.js": script, "another-team.env": "PASSWORD=hunter2", "overlay.jsonnet": "{ metadata+: { annotations+: { team: 'theirs' } } }" });
    await share(page);
    await page.getByLabel("The scripts and other files").check();
    await page.getByText("1 file, ").waitFor();
    await page.waitForTimeout(500);
    const link = await address(page);
    const visitor = await context.browser().newContext();
    for (const brings of [false, true]) {
      const mine = await visitor.newPage();
      await mine.goto(link);
      await mine.getByText("2 files came along").waitFor();
      const all = mine.getByLabel(/Bring along what your other documents would use, too: overlay.jsonnet/);
      if (brings) await all.check();
      await mine.getByRole("button", { name: "Make it mine" }).click();
      await mine.waitForFunction(() => !location.hash && document.querySelector(".documents__name")?.innerText.startsWith("smoke"));
      await mine.goto(new URL("preview?view=jsonnet", url).href);
      await mine.getByRole("heading", { name: "Your overlay" }).waitFor();
      await mine.waitForTimeout(500);
      assert.equal(await mine.getByLabel("overlay.jsonnet").count(), brings ? 1 : 0);
      await mine.close();
    }
    await visitor.close();
  }));
