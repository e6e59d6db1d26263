// Somebody signs in with a real provider, in the page, and submits to a real cluster.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { applyDefinitions, startCluster } from "./lib/cluster.mjs";
import { makeTeams, there } from "./lib/platform.mjs";
import { freePort } from "./lib/program.mjs";
import { startProvider } from "./lib/provider.mjs";
import { audited, startServer } from "./lib/server.mjs";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const config = `namespace: team-a
test_definitions:
  - test_file: tests/hello.js
    contexts:
      - environment: yt01
`;
const script = 'import http from "k6/http";\nexport default function () { http.get("https://test.example.org/"); }\n';
let cluster, provider, server, browser;

before(async () => {
  cluster = await startCluster();
  await applyDefinitions(cluster);
  await makeTeams(cluster, ["team-a"]);
  const port = await freePort();
  const page = `http://127.0.0.1:${port}`;
  provider = await startProvider({ kari: ["team-a:testers"], dev: ["team-a:developers"], guest: ["team-a:readers"] }, { pages: [`${page}/signed-in.html`] });
  server = await startServer(cluster, { port, page: dist, args: provider.args });
  browser = await chromium.launch({
    executablePath: process.env.K6CFG_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await provider?.stop();
  await cluster?.stop();
});

/** A page with a document that has one run, on Submit. */
async function onSubmit() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const asked = [];
  context.on("request", (request) => asked.push(request));
  await page.goto(server.url);
  await page.getByRole("heading", { name: /.+/ }).first().waitFor();
  const drop = await page.evaluateHandle(([config, script]) => {
    const data = new DataTransfer();
    data.items.add(new File([config], "smoke.yaml"));
    data.items.add(new File([script], "hello.js"));
    return data;
  }, [config, script]);
  await page.dispatchEvent("body", "dragenter", { dataTransfer: drop });
  await page.dispatchEvent("body", "drop", { dataTransfer: drop });
  await page.getByText("smoke.yaml").first().waitFor();
  await page.locator(".header__submit").click();
  return { context, page, asked };
}

async function signIn(page, name) {
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  const window = await opened;
  await window.locator('input[name="login"]').fill(name);
  await window.locator('input[name="password"]').fill("any");
  await window.locator('button[type="submit"]').click();
  await window.locator('button[type="submit"]').click();
}

test("somebody signs in, tries, submits, and sees the run", async () => {
  const { context, page, asked } = await onSubmit();
  await page.getByRole("heading", { name: "Sign in first" }).waitFor();
  await signIn(page, "kari");
  await page.getByText("Signed in as kari").waitFor();
  const submit = page.locator("main").getByRole("button", { name: "Submit 1 run" });
  await submit.waitFor();
  await page.getByRole("button", { name: "Try without applying" }).click();
  await page.getByRole("heading", { name: /The cluster would take/ }).waitFor();
  assert.deepEqual(await there(cluster, "team-a", "testruns"), []);
  await submit.click();
  await page.getByRole("heading", { name: "1 run is submitted" }).waitFor();
  const [run] = await there(cluster, "team-a", "testruns");
  assert.ok(run);
  assert.equal(audited(server).find(({ what }) => what === "submit").who, "kari");
  await page.locator("main").getByRole("link", { name: "See the runs" }).click();
  await page.getByText(run).waitFor();

  // The token is in requests to the server and the provider's answer, and nowhere else.
  const [token] = asked.map((request) => request.headers().authorization).filter(Boolean);
  assert.ok(token.startsWith("Bearer "));
  for (const request of asked) {
    assert.ok(!request.url().includes(token.slice(7)), request.url());
    if (request.headers().authorization) assert.equal(new URL(request.url()).origin, server.url);
  }
  const stored = await page.evaluate(async () => JSON.stringify([
    { ...localStorage }, { ...sessionStorage }, document.cookie, location.href,
    await Promise.all((await indexedDB.databases()).map(({ name }) => new Promise((done) => {
      const open = indexedDB.open(name);
      open.onsuccess = () => {
        const stores = [...open.result.objectStoreNames];
        if (!stores.length) return done([]);
        const read = open.result.transaction(stores).objectStore(stores[0]).getAll();
        read.onsuccess = () => done(read.result.map(String));
      };
    }))),
  ]));
  assert.ok(!stored.includes(token.slice(-40)));
  assert.deepEqual(await context.cookies(server.url).then((all) => all.filter(({ name }) => !name.startsWith("_"))), []);
  assert.ok(!server.said().includes(token.slice(-40)));
  await context.close();
});

test("whoever may only look sees who submitted, and is offered nothing else", async () => {
  const { context, page } = await onSubmit();
  await signIn(page, "guest");
  await page.getByRole("heading", { name: "You may not submit in team-a" }).waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Runs" }).click();
  await page.getByText("You may not delete runs in team-a.").waitFor();
  await page.locator("table.runs").getByText("by kari").waitFor();
  assert.equal(await page.getByRole("button", { name: /^Delete / }).count(), 0);
  await context.close();
  const owner = await onSubmit();
  await signIn(owner.page, "kari");
  await owner.page.getByRole("navigation").getByRole("link", { name: "Runs" }).click();
  await owner.page.getByRole("button", { name: /^Delete / }).waitFor();
  await owner.context.close();
});

test("whoever may not submit is told why, in plain words, before they try", async () => {
  const { context, page } = await onSubmit();
  await signIn(page, "dev");
  await page.getByRole("heading", { name: "You may not submit in team-a" }).waitFor();
  await page.getByText("create configmaps").waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in first" }).waitFor();
  await context.close();
});

test("somebody thinks better of it, and the page is as before", async () => {
  const { context, page } = await onSubmit();
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await opened;
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("heading", { name: "Sign in first" }).waitFor();
  assert.equal(await page.locator(".documents__name").textContent(), "smoke.yaml");
  await context.close();
});
