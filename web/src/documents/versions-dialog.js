// Earlier versions of the open document and closed documents: to look at, and to bring back.

import { difference } from "../editor/difference.js";
import { button, dialog, element, when } from "./elements.js";
import { of, ofOthers } from "./versions.js";

/** Answers with the id and, on the next line, the version as JSON. */
export async function versions({ id, text, kept }) {
  // A browser that keeps nothing has none.
  const mine = await of(id).catch(() => []);
  const closed = await ofOthers(kept).catch(() => []);
  return dialog("Earlier versions", "versions", (done) => {
    if (mine.length + closed.length === 0) return nothing(done);
    const shown = element("pre", { class: "documents-dialog__text", tabindex: "0", role: "region", "aria-label": "Text of the chosen version" });
    let chosen = null;
    const take = button("Bring it back", () => done(`${chosen.id}\n${JSON.stringify({ file_name: chosen.name, text: chosen.text, arguments: chosen.arguments })}`));
    const choose = (version) => {
      chosen = version;
      shown.replaceChildren(...(version.id === id ? marked(version.text, text) : [version.text]));
      shown.scrollTop = 0;
      shown.querySelector("mark")?.scrollIntoView({ block: "center" });
      take.textContent = version.id === id ? "Bring it back" : `Open ${version.name} again`;
    };
    const row = (version, words, first) => element("label", { class: "documents-dialog__version" },
      element("input", { type: "radio", class: "ds-input", name: "documents-version", checked: first, autofocus: first, onchange: () => choose(version) }),
      element("span", {}, ...words));
    const group = (title, list, words, begin) => list.length === 0 ? undefined
      : element("fieldset", { class: "documents-dialog__group" },
          element("legend", { class: "ds-label" }, title),
          ...list.map((version, at) => row(version, words(version), begin && at === 0)));
    const facts = (words) => element("span", { class: "documents__facts" }, words);
    choose(mine[0] ?? closed[0]);
    return [
      element("div", { class: "documents-dialog__versions" },
        element("div", { class: "documents-dialog__list" },
          group("Of this document", mine, (one) => [when(one.at), facts(` ${lines(one.text)}`)], true) ?? "",
          group("Closed documents", closed, (one) => [one.name, facts(` ${when(one.at)} · ${lines(one.text)}`)], mine.length === 0) ?? ""),
        shown),
      element("div", { class: "buttons" }, take, button("Cancel", () => done(null), { "data-variant": "secondary" })),
    ];
  });
}

const nothing = (done) => [
  element("p", { class: "ds-paragraph" },
    "There is none yet. A text is kept here every few minutes while you work, before another one takes its place, and when a document is closed."),
  element("div", { class: "buttons" }, button("Close", () => done(null), { autofocus: true })),
];

const lines = (text) => {
  const many = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  return `${many} line${many === 1 ? "" : "s"}`;
};

/** The text with the stretch marked that is not what stands in the document now. */
function marked(text, now) {
  const change = difference(now, text);
  if (!change || change.insert === "") return [text];
  const end = change.from + change.insert.length;
  return [text.slice(0, change.from), element("mark", {}, change.insert), text.slice(end)];
}
