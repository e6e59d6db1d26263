// What will really run: scripts with all that they import are loaded in the page, seen, and submitted.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, phone, shot, withPage } from "./lib/browser.mjs";
import { configMapBytes, on, tags as platformTags, type } from "./lib/profile.mjs";
import { drop, open, soon } from "./lib/steps.mjs";

const config = `namespace: team
base_dir: tests/k6/
test_definitions:
  - test_file: orders/get.js
    contexts:
      - environment: ${on.perf}
        test_type:
          type: ${type.script}
          enabled: true
        test_run:
          parallelism: 2
`;

const files = {
  "tests/k6/orders/get.js": `import http from "k6/http";
import { SharedArray } from "k6/data";
import { load, secret } from "../lib/load.js";
const users = new SharedArray("users", () => open("./users.csv").trim().split("\\n"));
export const options = { ...load(users.length), tags: { owner: __ENV.OWNER ?? "nobody" } };
export default function () {
  http.get(__ENV.BASE_URL);
}
`,
  "tests/k6/lib/load.js": `export const load = (most) => ({
  scenarios: {
    ramp: { executor: "ramping-vus", stages: [{ duration: "2m", target: most }, { duration: "1m", target: 0 }] },
    steady: { executor: "constant-arrival-rate", rate: 5, duration: "3m", preAllocatedVUs: 2, maxVUs: 10 },
  },
});
export const secret = 1;
`,
  "tests/k6/orders/users.csv": "kari\nola\nåse\nper\n",
};

const scripts = (page) => page.getByRole("link", { name: "Scripts", exact: true }).click();

test("a script with imports and data is loaded: its load, options and archive are shown", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", config);
    await drop(page, files);
    await scripts(page);
    await page.getByText("At most 14 virtual users at once and 5 iterations started per second, shared by 2 runners").waitFor();
    await page.getByRole("img", { name: /^virtual users over .* 4 at most$/ }).waitFor();
    await page.getByRole("img", { name: /^iterations per second over/ }).waitFor();
    await page.getByRole("rowheader", { name: "steady" }).waitFor();
    await page.getByRole("cell", { name: /^from 1 to 4 virtual users within 2m, from 4 to 0 virtual users within 1m/ }).waitFor();
    // The platform starts k6 with tags of its own.
    const tags = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "tags", exact: true }) });
    assert.match(await tags.innerText(), new RegExp(`"${platformTags.first}": "${platformTags.firstValue(`${on.perf}-get`, on.perf)}[\\s\\S]*the arguments that k6 is started with`));
    await page.getByText("tags (owner) of the script has no effect: it is set by the arguments that k6 is started with too").waitFor();
    // A scenario looks the same in its picture and beside its name.
    for (const [name, picture, line] of [["ramp", /^virtual users/, "0"], ["steady", /^iterations per second/, "1"]]) {
      const key = page.getByRole("rowheader", { name }).locator(".chart__line");
      const drawn = page.getByRole("img", { name: picture }).locator("polyline.chart__line");
      assert.deepEqual([await key.getAttribute("data-line"), await drawn.getAttribute("data-line")], [line, line]);
    }
    await page.getByText("virtual users, 4 at most, without up to 10 virtual users of arrival rates").waitFor();
    // What is read and not named in the config file is no less used.
    const kept = page.locator(".file");
    assert.match((await kept.allInnerTexts()).join("\n"), new RegExp(`used by ${on.perf}-get`));
    await page.getByText(/^Archive: /).click();
    await page.locator(".weight").filter({ hasText: "tests/k6/lib/load.js" }).waitFor();
    await page.locator(".weight").filter({ hasText: "tests/k6/orders/users.csv" }).waitFor();
    await page.getByText(/^Variables/).click();
    await page.getByText(/Read while the script is loaded, and not set: .*OWNER/).waitFor();
    await page.getByText(/^Imports/).click();
    await axe(page);
    await shot(page, "scripts-what-runs");
  }));

test("the run that it makes is submitted with everything in its archive", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", config.replace("namespace: team", "namespace: archives"));
    await drop(page, files);
    await page.getByRole("link", { name: /^Submit 1/ }).click();
    await page.getByRole("button", { name: /^Submit 1 run/ }).click();
    await page.getByText(/applied|created/i).first().waitFor();
  }));

test("what is missing is named, with who needs it", () =>
  withPage({}, async (page) => {
    const { "tests/k6/lib/load.js": _, ...others } = files;
    await open(page, "a.yaml", config);
    await drop(page, others);
    await page.locator(".problem").filter({ hasText: "tests/k6/lib/load.js is not there" }).waitFor();
    await scripts(page);
    await page.getByText("tests/k6/orders/get.js:3:1").waitFor();
    await page.getByText("All of these are there; 1 more that a script needs is missing.").waitFor();
    await page.getByRole("option", { name: `${on.perf}-get · ${type.script} – cannot run yet` }).waitFor({ state: "attached" });
    assert.equal(await page.getByText("Problems of this run").count(), 0, "one thing is said once");
    await drop(page, { "tests/k6/lib/load.js": files["tests/k6/lib/load.js"] });
    await page.getByText(/^At most 14 virtual users/).waitFor();
  }));

test("the load is drawn beside the context, and follows the arguments", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", config);
    await drop(page, files);
    const row = page.getByRole("button", { name: "All settings of this run" });
    await row.click();
    const load = page.getByRole("group", { name: "Load over time" });
    await load.getByText("At most 14 virtual users at once").waitFor();
    await load.getByRole("img", { name: /^virtual users over .* 4 at most$/ }).waitFor();
    await load.scrollIntoViewIfNeeded();
    await axe(page);
    await shot(page, "load-beside-context");
    await page.getByRole("link", { name: "Preview", exact: true }).click();
    await page.getByLabel("k6 arguments for this time only").fill("--vus 3 --duration 90s");
    await page.getByRole("link", { name: "Configure", exact: true }).click();
    await row.click();
    await load.getByText("At most 3 virtual users at once, shared by 2 runners; over after 2m").waitFor();
    await load.getByText("scenarios of the script has no effect: duration is set by the arguments that k6 is started with").waitFor();
    await load.getByRole("link", { name: "Options, variables and archive" }).click();
    await page.getByRole("heading", { name: "What will really run" }).waitFor();
    await page.getByText("At most 3 virtual users at once").waitFor();
  }));

test("arguments that k6 refuses beside the script are a problem", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", config);
    await drop(page, files);
    await page.getByRole("link", { name: "Preview", exact: true }).click();
    await page.getByLabel("k6 arguments for this time only").fill("--duration 0s");
    await page.getByRole("link", { name: "Configure", exact: true }).click();
    await page.locator(".problem").filter({ hasText: "K6C065" }).waitFor();
  }));

test("a module from elsewhere can be dropped in", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", config);
    const script = 'import { vus } from "https://example.com/load.js";\nexport const options = { vus, duration: "1m" };\nexport default function () {}\n';
    await drop(page, { "tests/k6/orders/get.js": script });
    await scripts(page);
    await page.getByText(/nothing is fetched from `?example.com`? here/).first().waitFor();
    await drop(page, { "https/example.com/load.js": "export const vus = 3;\n" });
    await page.getByText(/^At most 3 virtual users/).waitFor();
  }));

test("a script that does not end stops nothing, and says so", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", config);
    await drop(page, { "tests/k6/orders/get.js": "while (true) {}\nexport default function () {}\n" });
    // Typing goes on meanwhile.
    await page.getByLabel("Config file, YAML").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("# still here");
    await soon(async () => assert.match(await page.locator(".cm-content").innerText(), /still here/));
    // Until it is known, nobody says that all is well.
    const status = page.locator(".status__problems");
    assert.equal(await status.innerText(), "reading 1 script…");
    await page.getByRole("link", { name: "Submit 1 run" }).click();
    await page.getByText("1 script is still being read. Submitting waits for it.").waitFor();
    await page.getByRole("link", { name: "Configure", exact: true }).click();
    await page.locator(".problem").filter({ hasText: "takes too long" }).waitFor({ timeout: 60_000 });
    assert.equal(await status.innerText(), "1 error");
  }));

test("a script that is mended while it is loaded is loaded anew at once", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", config);
    await scripts(page);
    await drop(page, { "tests/k6/orders/get.js": "while (true) {}\nexport default function () {}\n" });
    await page.getByText("Reading the script…").waitFor();
    await drop(page, { "tests/k6/orders/get.js": 'export const options = { vus: 6, duration: "1m" };\nexport default function () {}\n' });
    await page.getByText(/^At most 6 virtual users/).waitFor({ timeout: 10_000 });
  }));

const two = `${config}  - test_file: orders/slow.js
    contexts:
      - environment: ${on.perf}
        test_type:
          type: ${type.script}
          enabled: true
`;
const slow = {
  ...files,
  "tests/k6/orders/slow.js": `export const options = {
  scenarios: { slow: { executor: "constant-arrival-rate", rate: 3, timeUnit: "1h", duration: "36h", preAllocatedVUs: 1 } },
};
export default function () {}
`,
};

test("a few iterations an hour are not none", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", two);
    await drop(page, slow);
    await scripts(page);
    await page.getByLabel("Run", { exact: true }).selectOption(`${on.perf}-slow`);
    await page.getByText("At most 1 virtual user at once and 3 iterations started per hour").waitFor();
    await page.getByRole("img", { name: /^iterations per hour over .* 3 at most$/ }).waitFor();
    await page.getByRole("cell", { name: /^3 iterations per hour for 36h, .*; 1 virtual user made before, 1 at most$/ }).waitFor();
  }));

test("the chosen run is in the address, is still chosen on the way back, and its parts stay unfolded", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", two);
    await drop(page, slow);
    await scripts(page);
    const run = page.getByLabel("Run", { exact: true });
    await page.getByText(/^Imports/).click();
    await page.locator(".imports").waitFor();
    await run.selectOption(`${on.perf}-slow`);
    await page.getByText(/^At most 1 virtual user/).waitFor();
    assert.equal(new URL(page.url()).search, `?run=${on.perf}-slow`);
    const open_ = () => page.locator(".fold[open] > summary").allInnerTexts();
    assert.match((await open_()).join(), /^Options \(.*,Imports/);
    await page.getByRole("link", { name: "Configure", exact: true }).click();
    await scripts(page);
    await page.getByText(/^At most 1 virtual user/).waitFor();
    assert.equal(await run.inputValue(), `${on.perf}-slow`);
    assert.equal(new URL(page.url()).search, `?run=${on.perf}-slow`);
    await page.reload();
    await page.getByText(/^At most 1 virtual user/).waitFor();
    assert.equal(await run.inputValue(), `${on.perf}-slow`);
  }));

test("a run shows its own problems, and an archive that is too large", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", two);
    await drop(page, { ...slow, "tests/k6/orders/users.csv": "x".repeat(1_100_000) });
    await scripts(page);
    const own = page.locator(".what-runs .ds-alert").filter({ hasText: "Problems of this run" });
    await own.getByText(`over the ${configMapBytes} that a ConfigMap holds`).waitFor();
    await own.getByText("error", { exact: true }).waitFor();
    await page.locator('.fold[open][data-color="danger"]').filter({ hasText: new RegExp(`Archive: 1\\.0 MiB of ${configMapBytes === 1 << 20 ? "1\\.0 MiB" : "512(\\.0)? KiB"}`) }).waitFor();
    await axe(page);
    await shot(page, "scripts-too-large");
    await page.getByLabel("Run", { exact: true }).selectOption(`${on.perf}-slow`);
    await page.getByText(/^At most 1 virtual user/).waitFor();
    assert.equal(await own.count(), 0);
  }));

test("a script whose load the test type replaces says so, and the way out", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", config.replace(`type: ${type.script}`, `type: ${type.usual}`));
    await drop(page, files);
    await scripts(page);
    const lost = page.locator('.ds-alert[data-color="warning"]').filter({ hasText: "Set, and without effect" });
    await lost.getByText(`scenarios of the script has no effect: vus is set by the platform's options for ${type.usual}`).waitFor();
    await lost.getByText(`choose a test type whose load the script decides (${type.script}), or take scenarios out of the script`).waitFor();
  }));

test("a script that throws says where, and what it lacked", () =>
  withPage({}, async (page) => {
    await open(page, "a.yaml", config);
    await drop(page, { "tests/k6/orders/get.js": "const a = JSON.parse(__ENV.SETTINGS);\nexport default function () {}\n" });
    await scripts(page);
    await page.getByText("tests/k6/orders/get.js:1:", { exact: false }).first().waitFor();
    await page.getByText(/Read while the script is loaded, and not set: .*SETTINGS/).waitFor();
  }));

for (const colorScheme of ["light", "dark"]) {
  test(`what will run on a phone, ${colorScheme}`, () =>
    withPage({ viewport: phone, colorScheme }, async (page) => {
      await open(page, "a.yaml", config);
      await drop(page, files);
      await scripts(page);
      await page.getByText(/^At most 14 virtual users/).waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false, "nothing is wider than the screen");
      await page.getByText(`used by ${on.perf}-get`).first().waitFor();
      await axe(page);
      await shot(page, `scripts-phone-${colorScheme}`);
    }));
}
