// Secrets are sealed where they are typed: what was typed is nowhere afterwards, and the cluster's key opens it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { axe, desktop, phone, shot, withPage } from "./lib/browser.mjs";
import { cluster } from "./lib/sealing.mjs";
import { on } from "./lib/profile.mjs";
import { drop, expectKept, open, script, soon } from "./lib/steps.mjs";

const config = `namespace: load
test_definitions:
  - test_file: tests/orders.js
    contexts:
      - environment: ${on.perf}
        test_run:
          secrets:
            - orders-creds
      - environment: ${on.dev}
`;
const password = "correct-horse-battery-staple";

const secrets = (page) => page.getByRole("link", { name: "Secrets", exact: true }).click();
const row = (page, at = 0) => page.locator(".secrets__row").nth(at);
const value = (page, at = 0) => row(page, at).getByLabel("Value", { exact: true });

/** Gives the page a certificate, as text. */
async function give(page, { pem }, name = "test cluster") {
  await page.getByText("Give another certificate").click();
  await page.getByLabel("A name for it").fill(name);
  await page.getByLabel(/^Or its text/).fill(pem);
  await page.getByRole("button", { name: "Take it" }).click();
  await page.locator(".secrets__card").getByText(name, { exact: true }).waitFor();
}

/** Opens a document, and Secrets with a certificate of the test's own. */
async function begin(page, own, text = config) {
  await open(page, "smoke.yaml", text);
  await secrets(page);
  await give(page, own);
}

async function type(page, pairs) {
  for (const [at, [key, text]] of Object.entries(pairs).entries()) {
    if (at > 0) await page.getByRole("button", { name: "Add a key" }).click();
    await row(page, at).getByLabel("Key", { exact: true }).fill(key);
    await value(page, at).fill(text);
  }
}

const seal = async (page, name) => {
  await page.getByRole("button", { name: "Seal", exact: true }).click();
  await page.getByText(`${name} is sealed. What you typed is wiped`).waitFor();
};

/** Saves the sealed Secret as a file, and reads what it says: `{namespace, name, scope, values}`. */
async function saved(page, name) {
  const one = page.locator(".secrets__one").filter({ hasText: name });
  const [download] = await Promise.all([page.waitForEvent("download"), one.getByRole("button", { name: "Save as file" }).click()]);
  assert.equal(download.suggestedFilename(), `${name}.yaml`);
  const text = await readFile(await download.path(), "utf8");
  const values = Object.fromEntries([...text.matchAll(/^ {4}(\S+): (A\S+)$/gm)].map(([, key, sealed]) => [key, sealed]));
  return { text, values };
}

/** Everything that the browser holds of the page and that a reload, a share or a server could show. */
const traces = (page) =>
  page.evaluate(async () => {
    const found = [location.href, document.documentElement.outerHTML, JSON.stringify(history.state)];
    for (const storage of [localStorage, sessionStorage]) found.push(JSON.stringify(storage));
    for (const { name } of await indexedDB.databases()) {
      const opened = await new Promise((done) => { const ask = indexedDB.open(name); ask.onsuccess = () => done(ask.result); });
      for (const store of opened.objectStoreNames) {
        const all = await new Promise((done) => { const ask = opened.transaction(store).objectStore(store).getAll(); ask.onsuccess = () => done(ask.result); });
        found.push(...all.map((value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value))));
      }
      opened.close();
    }
    for (const name of await caches.keys()) found.push(name);
    found.push(document.cookie, ...performance.getEntriesByType("navigation").map((entry) => entry.name));
    // What fields hold is no part of the page's HTML.
    found.push(...[...document.querySelectorAll("input, textarea")].map((field) => field.value));
    return found;
  });

test("a Secret is sealed without a network; what was typed is nowhere, and the cluster's key opens it", () => {
  const own = cluster(4096);
  const said = [];
  return withPage({}, async (page, context) => {
    context.on("request", (request) => said.push(request.url(), request.postData() ?? "", JSON.stringify(request.headers())));
    context.on("console", (message) => said.push(message.text()));
    context.on("weberror", (error) => said.push(String(error.error()?.stack)));
    await begin(page, own);
    await context.setOffline(true);
    await page.getByRole("row", { name: /orders-creds/ }).getByRole("button", { name: "Seal it" }).click();
    await type(page, { PASSWORD: password, EMPTY: "", LINES: "blåbær\nog tyttebær" });
    assert.equal(await value(page).evaluate((field) => getComputedStyle(field).webkitTextSecurity), "disc");
    await seal(page, "orders-creds");
    assert.deepEqual(await page.locator(".secrets__row textarea").evaluateAll((fields) => fields.map((field) => field.value)), [""]);
    const { text, values } = await saved(page, "orders-creds");
    assert.match(text, /kind: SealedSecret[\s\S]*namespace: load/);
    const opened = Object.fromEntries(Object.entries(values).map(([key, sealed]) => [key, own.open(sealed, "load/orders-creds").toString()]));
    assert.deepEqual(opened, { PASSWORD: password, EMPTY: "", LINES: "blåbær\nog tyttebær" });
    for (const label of ["load/other", "other/orders-creds", "load", ""]) assert.throws(() => own.open(values.PASSWORD, label));
    await page.getByRole("row", { name: /orders-creds/ }).getByText("sealed here").waitFor();
    // Once more: another worker seals now.
    await page.getByLabel(/^Name ?metadata/).fill("second");
    await type(page, { TOKEN: password });
    await seal(page, "second");
    assert.equal(own.open((await saved(page, "second")).values.TOKEN, "load/second").toString(), password);
    const here = (await traces(page)).join("\n");
    assert.ok(here.includes(values.PASSWORD), "the search finds what is there");
    assert.ok(!here.includes(password) && !here.includes("tyttebær"));

    // The link is back: what is sealed is submitted, and nothing else ever was.
    await context.setOffline(false);
    await page.getByRole("link", { name: "Scripts", exact: true }).click();
    await drop(page, { "tests/orders.js": script });
    await page.getByRole("link", { name: /^Submit 2/ }).click();
    await page.getByRole("button", { name: /^Submit 2 runs/ }).click();
    await page.getByText("SealedSecret").first().waitFor();
    const everything = [...said, ...(await traces(page))].join("\n");
    for (const secret of [password, Buffer.from(password).toString("base64"), encodeURIComponent("blåbær"), "tyttebær"]) {
      assert.ok(!everything.includes(secret), `${secret} is somewhere`);
    }
    await page.reload();
    await page.locator("h1, .object, .submit").first().waitFor();
    assert.ok(!(await traces(page)).join("\n").includes(password));
    await secrets(page);
    await page.getByText("in the cluster").or(page.getByText("sealed here")).first().waitFor();
  });
});

test("the cluster is asked which SealedSecrets it has: what is missing is a warning where it is named", () =>
  withPage({}, async (page) => {
    await open(page, "smoke.yaml", config.replace("namespace: load", "namespace: nobody").replace("orders-creds", "never-sealed"));
    await page.locator(".problem").filter({ hasText: "never-sealed is neither sealed here nor a SealedSecret in nobody" }).waitFor();
    await page.locator(".problem").getByRole("link", { name: "Seal it under Secrets" }).first().click();
    await page.getByRole("row", { name: /never-sealed/ }).getByText("missing").waitFor();
  }));

test("each scope is what it says, with its consequence", () => {
  const own = cluster(2048);
  return withPage({}, async (page) => {
    await begin(page, own);
    for (const [scope, label, says] of [
      ["strict", "load/a-strict", "with another name it must be sealed again"],
      ["namespace-wide", "load", "opens under any name in this namespace"],
      ["cluster-wide", "", "in any namespace"],
    ]) {
      const name = `a-${scope}`;
      await page.getByLabel(/^Name ?metadata/).fill(name);
      await page.getByLabel(/^Opens/).selectOption(scope);
      await page.getByText(says).waitFor();
      await type(page, { TOKEN: password });
      await seal(page, name);
      const { text, values } = await saved(page, name);
      assert.equal(own.open(values.TOKEN, label).toString(), password);
      assert.equal(text.split(`sealedsecrets.bitnami.com/${scope}: "true"`).length, scope === "strict" ? 1 : 3, text);
    }
  });
});

test("what is odd about a value is told, and taken off", () => {
  const own = cluster(2048);
  return withPage({}, async (page) => {
    await begin(page, own);
    await page.getByLabel(/^Name ?metadata/).fill("orders-creds");
    await type(page, { TOKEN: `${password}\n` });
    await page.getByText("it ends with a line end, which becomes part of the value").waitFor();
    await page.getByRole("button", { name: "Take the line end off" }).click();
    await page.getByText("it ends with a line end").waitFor({ state: "detached" });
    assert.equal(await value(page).inputValue(), password);
    // A file's bytes are taken as they are.
    const binary = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
    await page.getByRole("button", { name: "Add a key" }).click();
    await row(page, 1).locator("input[type=file]").setInputFiles({ name: "client.p12", mimeType: "application/octet-stream", buffer: binary });
    await row(page, 1).getByText("it is no text: a script cannot read it as a variable").waitFor();
    assert.equal(await row(page, 1).getByLabel("Key", { exact: true }).inputValue(), "client.p12");
    await seal(page, "orders-creds");
    const { values } = await saved(page, "orders-creds");
    assert.equal(own.open(values.TOKEN, "load/orders-creds").toString(), password);
    assert.deepEqual(own.open(values["client.p12"], "load/orders-creds"), binary);
  });
});

test("keys are added to one that is sealed; the others stay", () => {
  const own = cluster(2048);
  return withPage({}, async (page) => {
    await begin(page, own);
    await page.getByLabel(/^Name ?metadata/).fill("orders-creds");
    await page.getByLabel(/^Opens/).selectOption("namespace-wide");
    await type(page, { OLD: "first", KEPT: "kept" });
    await seal(page, "orders-creds");
    const before = await saved(page, "orders-creds");
    await page.getByRole("button", { name: "Add or replace keys" }).click();
    await page.getByRole("heading", { name: "Add keys to a sealed Secret" }).waitFor();
    await page.getByText("OLD, KEPT").or(page.getByText("KEPT, OLD")).first().waitFor();
    await type(page, { OLD: "second", NEW: "third" });
    await seal(page, "orders-creds");
    const { values } = await saved(page, "orders-creds");
    const opened = Object.fromEntries(Object.entries(values).map(([key, sealed]) => [key, own.open(sealed, "load").toString()]));
    assert.deepEqual(opened, { OLD: "second", KEPT: "kept", NEW: "third" });
    assert.equal(values.KEPT, before.values.KEPT);
  });
});

test("a whole Secret, a sealed one and variables are taken in, from paste, file and drop", () => {
  const own = cluster(2048);
  const manifest = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: orders-creds\n  uid: "1"\ntype: kubernetes.io/basic-auth\nstringData:\n  username: admin\n  password: ${password}\n`;
  return withPage({}, async (page) => {
    await begin(page, own);
    await page.getByRole("button", { name: "Paste…" }).click();
    await page.getByLabel(/^A Secret or SealedSecret/).fill(manifest);
    await page.locator(".secrets__paste").getByRole("button", { name: "Take it" }).click();
    await page.getByText("left out, since the cluster writes it").waitFor();
    assert.equal(await page.getByLabel(/^Name ?metadata/).inputValue(), "orders-creds");
    assert.equal(await page.getByLabel(/^Type/).inputValue(), "kubernetes.io/basic-auth");
    await page.locator("[data-picks=secret]").setInputFiles({ name: ".env", mimeType: "text/plain", buffer: Buffer.from(`# more\nexport TOKEN='${password}'\n`) });
    await soon(async () => assert.equal(await page.locator(".secrets__row").count(), 3));
    await seal(page, "orders-creds");
    const { text, values } = await saved(page, "orders-creds");
    assert.deepEqual(Object.keys(values).sort(), ["TOKEN", "password", "username"]);
    assert.equal(own.open(values.TOKEN, "load/orders-creds").toString(), password);
    assert.match(text, /type: kubernetes.io\/basic-auth/);
    for (const [bad, says] of [
      ["hunter2", "this is not YAML, or not what a Secret has there"],
      ["kind: ConfigMap", "ConfigMap is not a Secret"],
      ["kind: Secret\ndata: {a: hunter2}", "data.a is not base64"],
    ]) {
      await page.getByRole("button", { name: "Paste…" }).click();
      await page.getByLabel(/^A Secret or SealedSecret/).fill(bad);
      await page.locator(".secrets__paste").getByRole("button", { name: "Take it" }).click();
      await page.locator(".secrets__paste").getByText(says).waitFor();
      assert.ok(!(await page.locator("main").innerText()).includes("hunter2"));
    }
  });
});

test("a plain Secret that is dropped is never kept: elsewhere it is refused, here it is taken in", () => {
  const manifest = { "secret.yaml": `apiVersion: v1\nkind: Secret\nmetadata: {name: orders-creds}\nstringData: {PASSWORD: ${password}}\n` };
  return withPage({}, async (page) => {
    await open(page, "smoke.yaml", config);
    const json = JSON.stringify({ apiVersion: "v1", kind: "Secret", stringData: { PASSWORD: password } });
    const shapes = {
      ...manifest,
      "compact.json": json,
      "list.txt": `- kind: Secret # mine\n  stringData: {PASSWORD: ${password}}\n`,
      "secret": [...Buffer.from(`kind: Secret\nstringData: {PASSWORD: ${password}}\n`, "utf16le")],
    };
    for (const [name, content] of Object.entries(shapes)) {
      await drop(page, { [name]: content, "tests/orders.js": script }, `${name} is a plain Secret, which this page does not keep`);
    }
    const kept = (await traces(page)).join("\n").replaceAll("\0", "");
    assert.ok(kept.includes("https://example.org/") && !kept.includes(password));
    await secrets(page);
    await page.getByRole("heading", { name: "Seal a Secret" }).waitFor();
    const transfer = await page.evaluateHandle(([[name, text]]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name));
      return transfer;
    }, Object.entries(manifest));
    for (const event of ["dragover", "drop"]) await page.dispatchEvent("main", event, { dataTransfer: transfer });
    await soon(async () => assert.equal(await value(page).inputValue(), password));
    await page.getByRole("button", { name: "Wipe what is typed" }).click();
    await soon(async () => assert.equal(await value(page).inputValue(), ""));
    assert.ok(!(await traces(page)).join("\n").includes(password));
  });
});

test("what is sealed under a name is replaced only when that is meant", () => {
  const own = cluster(2048);
  return withPage({}, async (page) => {
    await begin(page, own);
    await page.getByLabel(/^Name ?metadata/).fill("orders-creds");
    await type(page, { OLD: "first" });
    await seal(page, "orders-creds");
    await page.getByLabel(/^Name ?metadata/).fill("orders-creds");
    await type(page, { NEW: "second" });
    await page.getByRole("button", { name: "Seal", exact: true }).click();
    const question = page.getByRole("dialog", { name: "Replace orders-creds?" });
    await question.getByText("these keys of it would be gone: OLD").waitFor();
    await question.getByRole("button", { name: "Cancel" }).click();
    assert.deepEqual(Object.keys((await saved(page, "orders-creds")).values), ["OLD"]);
    await page.getByRole("button", { name: "Seal", exact: true }).click();
    await question.getByRole("button", { name: "Replace it" }).click();
    await page.getByText("orders-creds is sealed. What you typed is wiped").waitFor();
    assert.deepEqual(Object.keys((await saved(page, "orders-creds")).values), ["NEW"]);
  });
});

test("values that were typed for one namespace are not sealed for another unasked", () => {
  const own = cluster(2048);
  return withPage({}, async (page) => {
    await begin(page, own);
    await page.getByLabel(/^Name ?metadata/).fill("orders-creds");
    await type(page, { TOKEN: password });
    await page.getByRole("link", { name: "Configure", exact: true }).click();
    await page.getByLabel(/^Namespace/).first().fill("other");
    await expectKept(page, /namespace: other/);
    await secrets(page);
    await page.locator(".secrets__locked").getByText("other").waitFor();
    await page.getByRole("button", { name: "Seal", exact: true }).click();
    await page.getByRole("alert").getByText("the namespace was load when you began to type, and is other now").waitFor();
    await seal(page, "orders-creds");
    assert.equal(own.open((await saved(page, "orders-creds")).values.TOKEN, "other/orders-creds").toString(), password);
  });
});

test("certificates are looked at: expired, soon to expire, no certificate", () =>
  withPage({}, async (page) => {
    await open(page, "smoke.yaml", config);
    await secrets(page);
    await give(page, cluster(2048, { from: -400, until: -30 }), "old");
    await page.getByText("expired 30 days ago").waitFor();
    await page.getByLabel(/^Name ?metadata/).fill("orders-creds");
    await type(page, { TOKEN: password });
    await page.getByRole("button", { name: "Seal", exact: true }).click();
    await page.getByRole("alert").getByText("the certificate has expired").waitFor();
    await page.getByLabel("Seal with it all the same").check();
    await seal(page, "orders-creds");
    await page.getByLabel("A name for it").fill("soon");
    await page.getByLabel(/^Or its text/).fill(cluster(3072, { until: 10.5 }).pem);
    await page.getByRole("button", { name: "Take it" }).click();
    await page.getByText("expires in 10 days").waitFor();
    await page.getByText("RSA, 3072 bits").waitFor();
    await page.getByLabel(/^Or its text/).fill("-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----");
    await page.getByRole("button", { name: "Take it" }).click();
    await page.getByText("there is a private key in it, and no certificate").waitFor();
    // Those with a name are there again, and so is the choice.
    await page.reload();
    await soon(async () => assert.equal(await page.getByLabel("Seal with").evaluate((choice) => choice.selectedOptions[0].text), "soon"));
  }));

test("a certificate from an address comes by way of the server, and only from listed hosts", () =>
  withPage({ expect: [/403/, /400/] }, async (page) => {
    await open(page, "smoke.yaml", config);
    await secrets(page);
    await page.getByText("Give another certificate").click();
    for (const [address, says] of [
      ["https://secrets.example.com/v1/cert.pem", /nothing is fetched from secrets\.example\.com here/],
      ["http://127.0.0.1:8080/v1/cert.pem", /no https address/],
    ]) {
      await page.getByLabel("Or its address").fill(address);
      await page.getByRole("button", { name: "Fetch it" }).click();
      await page.locator(".fold").getByText(says).waitFor();
    }
  }));

test("what is missing is said when one wants to seal, and goes as it is mended", () =>
  withPage({}, async (page) => {
    await open(page, "smoke.yaml", config);
    await secrets(page);
    await page.getByText("embedded cluster", { exact: false }).first().waitFor();
    await page.getByRole("button", { name: "Seal", exact: true }).click();
    const alert = page.getByRole("alert");
    await alert.getByText("there is no name").waitFor();
    await alert.getByText("there is no key").waitFor();
    await page.getByLabel(/^Name ?metadata/).fill("Orders");
    await alert.getByText("Orders is not a name").waitFor();
    await page.getByLabel(/^Name ?metadata/).fill("orders-creds");
    await row(page).getByLabel("Key", { exact: true }).fill("a b");
    await alert.getByText("a b is not a key").waitFor();
    await row(page).getByLabel("Key", { exact: true }).fill("TOKEN");
    await alert.waitFor({ state: "detached" });
    await page.getByLabel(/^Type/).selectOption("kubernetes.io/tls");
    await soon(async () => assert.equal(await page.locator(".secrets__row").count(), 3));
  }));

test("a sealed Secret is added to runs in one step, each environment its own", () => {
  const own = cluster(2048);
  return withPage({}, async (page) => {
    await begin(page, own);
    await page.getByLabel(/^Name ?metadata/).fill(`token-${on.dev}`);
    await type(page, { TOKEN: password });
    await seal(page, `token-${on.dev}`);
    const one = page.locator(".secrets__one");
    await one.getByText("no run names it yet").waitFor();
    await one.getByRole("button", { name: "Add to runs…" }).click();
    assert.equal(await one.getByLabel("Which runs read it").inputValue(), `of ${on.dev}`);
    await one.getByLabel("Which runs read it").selectOption("each");
    await one.getByRole("button", { name: "Add", exact: true }).click();
    await expectKept(page, new RegExp(`- orders-creds\\n {12}- token-${on.perf}[\\s\\S]*- token-${on.dev}`));
    await one.getByText("named by 1 run").waitFor();
    // Another namespace: what was sealed for the first opens there alone.
    await open(page, "smoke.yaml", config.replace("namespace: load", "namespace: other").replace("orders-creds", `token-${on.dev}`));
    await secrets(page);
    await page.getByRole("row", { name: new RegExp(`token-${on.dev}`) }).getByText("seal again").waitFor();
    await page.locator(".secrets__one").getByText("for the namespace load: seal it again to have it in other").waitFor();
  });
});

test("a credential in plain text moves here, and out of the config file", () => {
  const own = cluster(2048);
  const plain = config.replace("          secrets:\n            - orders-creds\n", `          env:\n            - name: API_KEY\n              value: ${password}\n`);
  return withPage({}, async (page) => {
    await begin(page, own, plain);
    await page.getByRole("button", { name: "Seal its value" }).click();
    await soon(async () => assert.equal(await value(page).inputValue(), password));
    await page.getByLabel(/^Name ?metadata/).fill("orders-creds");
    await seal(page, "orders-creds");
    await page.getByRole("button", { name: "Take them out, and name the Secret there" }).click();
    await expectKept(page, /^(?![\s\S]*correct-horse)[\s\S]*secrets:\n\s+- orders-creds/);
    const { values } = await saved(page, "orders-creds");
    assert.equal(own.open(values.API_KEY, "load/orders-creds").toString(), password);
  });
});

test("what is typed stays while one looks at another screen, and the browser asks before it is lost", () =>
  withPage({}, async (page) => {
    await open(page, "smoke.yaml", config);
    await secrets(page);
    await type(page, { TOKEN: password });
    await page.getByRole("link", { name: "Configure", exact: true }).click();
    await page.getByRole("link", { name: "Secrets", exact: true }).click();
    await soon(async () => assert.equal(await value(page).inputValue(), password));
    const asked = page.waitForEvent("dialog");
    const closing = page.close({ runBeforeUnload: true });
    const dialog = await asked;
    assert.equal(dialog.type(), "beforeunload");
    await dialog.accept();
    await closing;
  }));

for (const [size, viewport] of Object.entries({ desktop, phone })) {
  for (const colorScheme of ["light", "dark"]) {
    test(`Secrets, ${size}, ${colorScheme}: empty and in use`, () =>
      withPage({ viewport, colorScheme, path: "secrets" }, async (page) => {
        await page.getByRole("heading", { name: "Seal a Secret" }).waitFor();
        await page.locator(".secrets__card").waitFor();
        await axe(page);
        await shot(page, `secrets-empty-${size}-${colorScheme}`);
        await open(page, "smoke.yaml", config);
        await secrets(page);
        await page.getByLabel(/^Name ?metadata/).fill(`token-${on.dev}`);
        await type(page, { TOKEN: ` ${password}\n` });
        await seal(page, `token-${on.dev}`);
        await page.getByRole("button", { name: "Add to runs…" }).click();
        await type(page, { PASSWORD: `${password}\n`, USER: "admin" });
        await page.getByRole("button", { name: "Seal", exact: true }).click();
        await page.getByRole("alert").waitFor();
        await axe(page);
        await shot(page, `secrets-${size}-${colorScheme}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.ok(!wide, "nothing is wider than the screen");
      }));
  }
}

test("with the keyboard alone", () => {
  const own = cluster(2048);
  return withPage({}, async (page) => {
    await begin(page, own);
    const tabTo = async (locator) => {
      for (let presses = 0; presses < 60; presses += 1) {
        if (await locator.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail("the focus never comes there");
    };
    await page.getByRole("row", { name: /orders-creds/ }).getByRole("button", { name: "Seal it" }).focus();
    await page.keyboard.press("Enter");
    await tabTo(row(page).getByLabel("Key", { exact: true }));
    await page.keyboard.type("TOKEN");
    await tabTo(value(page));
    await page.keyboard.type(password);
    await tabTo(page.getByRole("button", { name: "Seal", exact: true }));
    await page.keyboard.press("Enter");
    await page.getByText("orders-creds is sealed").waitFor();
    const { values } = await saved(page, "orders-creds");
    assert.equal(own.open(values.TOKEN, "load/orders-creds").toString(), password);
  });
});
