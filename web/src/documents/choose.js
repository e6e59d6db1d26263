// A dropped folder held several config files: which of them to open.

import { button, count, dialog, element } from "./elements.js";

/** Answers with the chosen paths, a line each. */
export const choose = (found) =>
  dialog(`${count(found.length, "config file")} in this folder`, "choose", (done) => {
    const boxes = found.map(({ name }, at) =>
      element("input", { type: "checkbox", class: "ds-input", id: `documents-choice-${at}`, value: name, checked: true, onchange: () => tell() }));
    const open = button("", () => done(boxes.filter((box) => box.checked).map((box) => box.value).join("\n")));
    const tell = () => {
      const many = boxes.filter((box) => box.checked).length;
      open.textContent = many === 0 ? "Open none" : `Open ${count(many, "document")}`;
    };
    tell();
    return [
      element("p", { class: "ds-paragraph" }, "Choose which to open. Scripts and other files of the folder are kept on this page either way."),
      element("fieldset", { class: "documents-dialog__list", "aria-label": "Config files" },
        ...found.map(({ name, namespace }, at) =>
          element("div", { class: "ds-field documents-dialog__choice" },
            boxes[at],
            element("label", { class: "ds-label", for: `documents-choice-${at}` }, name,
              namespace ? element("span", { class: "documents__facts" }, ` namespace ${namespace}`) : undefined)))),
      element("div", { class: "buttons" }, open, button("Open none", () => done(null), { "data-variant": "secondary" })),
    ];
  });
