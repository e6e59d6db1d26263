// Bad input as a whole, pasted and dropped: one problem at its place, or none where it is only unusual, and a page that
// goes on. What the engine says of each stands in engine/config/tests/bad_input.rs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withPage } from "./lib/browser.mjs";
import { on } from "./lib/profile.mjs";
import { drop, expectKept, field, keptText, open, script, soon } from "./lib/steps.mjs";

const team = `namespace: team\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: ${on.dev}\n`;
const json = `{"namespace": "team", "test_definitions": [{"test_file": "a/t.js", "contexts": [{"environment": "${on.dev}"}]}]}`;
const comments = "# x\n".repeat(((1 << 20) - team.length) >> 2);
const laughs = `a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join("")}`;
const bytes = (text) => [...Buffer.from(text, "latin1")];

/** What is pasted, and what is said of it: a code and a line, or nothing. */
const pasted = [
  ["only comments", "# one\n\n# two\n", "K6C002", 1],
  ["a byte order mark", `\ufeff${team}`],
  ["Windows line ends", team.replaceAll("\n", "\r\n")],
  ["lone carriage returns", team.replaceAll("\n", "\r")],
  ["a tab that indents", team.replace("    contexts", "\tcontexts"), "K6C001", 4],
  ["a tab that separates", team.replace(": team", ":\tteam")],
  ["two documents", `${team}---\n${team}`, "K6C006", 6],
  ["a key twice", `${team}namespace: other\n`, "K6C005", 6],
  ["an anchor alone", team.replace(on.dev, `&a ${on.dev}`)],
  ["an alias", team.replace(on.dev, `&a ${on.dev}\n      - environment: *a`), "K6C007", 6],
  ["a merge", team.replace(`environment: ${on.dev}`, `<<: {environment: ${on.dev}}`), "K6C007", 5],
  ["flow style", `{namespace: team, test_definitions: [{test_file: a/t.js, contexts: [{environment: ${on.dev}}]}]}\n`],
  ["flow style that does not end", "{namespace: team, test_definitions: [{test_file: a/t.js\n", "K6C001", 1],
  ["JSON", json],
  ["a mebibyte", team + comments],
  ["more than a mebibyte", `${team + comments}# x\n# x\n`, "K6C003", 1],
  ["10,000 levels", `${team}base_dir: ${"[".repeat(10_000)}\n`, "K6C003", 6],
  ["a billion laughs", laughs, "K6C007", 2],
  ["a NUL", team.replace("team", "te\0am"), "K6C001", 1],
];

const dropped = [
  ["an empty file", "", /is empty/],
  ["only comments", "# one\n", /is empty/],
  ["invalid UTF-8", bytes(team.replace("team", "te\xe5m")), /is not UTF-8 text: save it as UTF-8/],
  ["UTF-16", [...Buffer.from(`\ufeff${team}`, "utf16le")], /is UTF-16 text: save it as UTF-8/],
  ["a NUL", team.replace("team", "te\0am"), /is no text/],
  ["more than a mebibyte", `${team + comments}# x\n# x\n`, /is too large: a config file has 1 MiB at most/],
  ["a byte order mark", `\ufeff${team}`],
  ["Windows line ends", team.replaceAll("\n", "\r\n")],
  ["lone carriage returns", team.replaceAll("\n", "\r"), "K6C008", 1],
  ["JSON", json],
  ["two documents", `${team}---\n${team}`, "K6C006", 6],
  ["a billion laughs", `${team}${laughs}`, "K6C007", 7],
];

const codes = (page) =>
  page.locator(".problem").evaluateAll((all) =>
    all.map((one) => `${one.querySelector(".problem__code").textContent} ${one.querySelector(".problem__where").innerText.match(/line (\d+)/)[1]}`));

/** Waits until the page says just this of its text, and is whole. */
async function expectSaid(page, name, code, line) {
  await soon(async () => {
    assert.deepEqual(await codes(page), code ? [`${code} ${line}`] : [], name);
    await page.locator(".status__problems").getByText(code ? "1 error" : "no problems", { exact: true }).waitFor({ timeout: 100 });
  });
  assert.equal(await page.locator("#k6cfg-broken, .status__gone").count(), 0, name);
}

async function paste(page, text) {
  await page.locator(".cm-content").click();
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+V");
}

test("bad input that is pasted or dropped is one problem at its place, and the page goes on", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", team);
    await drop(page, { "t.js": script });
    await expectSaid(page, "before");
    // What is fine is told from what was not, else the answer before it would do.
    const spoil = async () => {
      await paste(page, "[");
      await expectSaid(page, "spoilt", "K6C001", 1);
    };
    for (const [name, text, code, line] of pasted) {
      if (!code) await spoil();
      await paste(page, text);
      await expectSaid(page, name, code, line);
    }
    for (const [at, [name, content, code, line]] of dropped.entries()) {
      if (code instanceof RegExp) {
        await drop(page, { "x.yaml": content }, code);
        continue;
      }
      if (!code) await spoil();
      await drop(page, { [`dropped-${at}.yaml`]: content }, /is open/);
      await expectSaid(page, name, code, line);
      assert.equal(await keptText(page), content.replace(/^\ufeff/, ""), name);
    }
    await page.getByRole("button", { name: "New", exact: true }).click();
    await paste(page, team);
    await expectSaid(page, "after");
    await page.keyboard.type("base_dir: a");
    await expectKept(page, `${team}base_dir: a`);
    await soon(async () => assert.equal(await field(page, "Namespace").inputValue(), "team"));
  }));
