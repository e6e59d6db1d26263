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

/** The text of the document, as the browser keeps it. */
export const keptText = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("k6cfg.document") ?? "{}").text ?? "");

export async function expectKept(page, expected) {
  await page.waitForFunction(
    (text) => JSON.parse(localStorage.getItem("k6cfg.document") ?? "{}").text === text,
    expected,
    { timeout: 5_000 },
  ).catch(async () => assert.equal(await keptText(page), expected));
}

/** Drops files as a person does: a real drop event with real files. */
export async function drop(page, files) {
  const transfer = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(files)) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  for (const type of ["dragover", "drop"]) await page.dispatchEvent("main", type, { dataTransfer: transfer });
  await page.locator(".notice").getByText(/added|is open/).waitFor();
}

export const script = `import http from "k6/http";
export default function () {
  http.get("https://example.org/");
}
`;

/** Opens a document without typing it. */
export async function open(page, fileName, text) {
  await page.evaluate(
    ([file_name, text]) => localStorage.setItem("k6cfg.document", JSON.stringify({ file_name, text, arguments: "" })),
    [fileName, text],
  );
  await page.reload();
  await page.getByText(/problem|error|warning/).first().waitFor();
}

/** A text field of the form, by the words its label begins with. */
export const field = (page, name) => page.getByRole("textbox", { name: new RegExp(`^${name}`) });
