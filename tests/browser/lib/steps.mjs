// Steps that journeys share, in the words of the page.

import assert from "node:assert/strict";

/** Types lines into the editor, key by key, in place of what is there. */
export async function typeInEditor(page, lines) {
  const editor = page.getByLabel("Config file, YAML");
  await editor.click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  for (const [at, line] of lines.entries()) {
    if (at > 0) await page.keyboard.press("Enter");
    // The editor indents by itself: each line brings its own indentation instead.
    await page.keyboard.press("Shift+Home");
    await page.keyboard.type(line);
  }
}

/** The open document of a tab as the browser keeps it: {file_name, text, …}, empty when nothing is kept. */
export const kept = (page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem(`k6cfg.document.${sessionStorage.getItem("k6cfg.open")}`) ?? "{}"));

export const keptText = async (page) => (await kept(page)).text ?? "";

/** Waits until the kept text is `expected`, or fits it. */
export async function expectKept(page, expected) {
  const fits = (text) => (expected instanceof RegExp ? expected.test(text) : text === expected);
  for (const end = Date.now() + 5_000; !fits(await keptText(page)); await page.waitForTimeout(20)) {
    if (Date.now() < end) continue;
    if (expected instanceof RegExp) assert.match(await keptText(page), expected);
    assert.equal(await keptText(page), expected);
  }
}

/** Waits until `check` no longer throws; what it throws at the end is the failure. */
export async function soon(check) {
  for (const end = Date.now() + 5_000; ; await new Promise((again) => setTimeout(again, 20))) {
    try {
      return await check();
    } catch (failure) {
      if (Date.now() > end) throw failure;
    }
  }
}

/** Drops files as a person does, a real drop event with real files, and waits for what the page says to it, if anything. */
export async function drop(page, files, said = /added|is open/) {
  const before = page.getByRole("button", { name: "Close this message" });
  // It may go by itself just then.
  if (await before.isVisible()) await before.click({ timeout: 1_000 }).catch(() => {});
  const transfer = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const [name, content] of Object.entries(files)) {
      transfer.items.add(new File([Array.isArray(content) ? new Uint8Array(content) : content], name));
    }
    return transfer;
  }, files);
  for (const type of ["dragover", "drop"]) await page.dispatchEvent("main", type, { dataTransfer: transfer });
  if (said) await page.locator(".notice").getByText(said).waitFor();
}

/** Chooses in the menu of documents: an action, or a document by its name. */
export async function chooseInMenu(page, name) {
  await page.locator(".documents__button").click();
  await page.getByRole("menu").getByRole(/yaml|json|yml/.test(String(name)) ? "menuitemradio" : "menuitem", { name }).click();
}

/** The name of the document that is open. */
export const openName = (page) => page.locator(".documents__name").textContent();

export const script = `import http from "k6/http";
export default function () {
  http.get("https://example.org/");
}
`;

/** Opens a document without typing it. */
export async function open(page, fileName, text) {
  await page.evaluate(
    ([file_name, text]) => {
      localStorage.setItem(`k6cfg.document.${file_name}`, JSON.stringify({ file_name, text, arguments: "" }));
      sessionStorage.setItem("k6cfg.open", file_name);
    },
    [fileName, text],
  );
  await page.reload();
  await page.getByText(/problem|error|warning/).first().waitFor();
}

/** A text field of the form, by the words its label begins with. */
export const field = (page, name) => {
  const words = new RegExp(`^${name}`);
  // One that has something to suggest is a combobox, as choices are.
  return page.getByRole("textbox", { name: words }).or(page.locator("input").and(page.getByRole("combobox", { name: words })));
};
