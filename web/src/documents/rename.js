// Another name for the document. The name is an input of the tests, so the dialog says what it decides.

import { button, dialog, element } from "./elements.js";

/** Answers with the name that was typed. */
export const rename = ({ name, type }) =>
  dialog("Rename", "rename", (done) => {
    const input = element("input", {
      class: "ds-input", id: "documents-name", type: "text", value: name, autocomplete: "off", spellcheck: "false",
      "aria-describedby": "documents-name-hint", autofocus: true, onfocus: () => selectStem(input),
    });
    const hint = type ? ` Now that is ${type}, from the file name.` : "";
    return [
      element("form", { class: "documents-dialog__form", method: "dialog", onsubmit: (event) => {
        event.preventDefault();
        done(input.value.trim() || null);
      } },
        element("div", { class: "ds-field field" },
          element("label", { class: "ds-label", for: "documents-name" }, "File name"),
          input,
          element("p", { class: "field__origin", id: "documents-name-hint" },
            `A word in it may decide the default test type.${hint}`)),
        element("div", { class: "buttons" },
          button("Rename", undefined, { type: "submit" }),
          button("Cancel", () => done(null), { "data-variant": "secondary" }))),
    ];
  });

/** What comes before the extension is what one wants to change. */
function selectStem(input) {
  const dot = input.value.lastIndexOf(".");
  input.setSelectionRange(0, dot > 0 ? dot : input.value.length);
}
