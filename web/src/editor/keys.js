// The keys of the editor, to look up beside it.

import { ViewPlugin, keymap } from "@codemirror/view";
import { showAside } from "./aside.js";
import { element } from "./words.js";

/** What is pressed, and what it does. docs/editor.md says the same. */
const all = [
  ["Ctrl Space", "Offer keys and values that fit here. Enter or Tab takes one, Tab goes on to the next gap."],
  ["Ctrl K Ctrl I", "Say what stands at the caret. Or rest the pointer on it."],
  ["F8 · Shift F8", "Go to the next problem, or the one before."],
  ["Alt Enter · Ctrl .", "Mend the problem at the caret, or offer what can be done."],
  ["Ctrl K Ctrl E", "Explain the problem at the caret."],
  ["Ctrl Shift M", "Go to the list of problems: arrow keys move, Enter goes to the place."],
  ["Ctrl F", "Search and replace."],
  ["Ctrl G", "Go to a line."],
  ["Ctrl Shift [ · ]", "Fold, unfold."],
  ["Ctrl /", "Make a comment of the line, or undo that."],
  ["Alt ↑ · Alt ↓", "Move the line."],
  ["Ctrl Z · Ctrl Y", "Undo, redo."],
  ["Esc, then Tab", "Leave the editor; Tab alone indents."],
];

function show() {
  const rows = all.map(([keys, does]) =>
    element("div", "", element("dt", "", element("kbd", "", keys)), element("dd", "", does)));
  const note = element("p", "aside__note", "On a Mac, Ctrl is ⌘; only Ctrl Space stays.");
  showAside("Keys of the editor", note, element("dl", "keys", ...rows));
  return true;
}

const button = ViewPlugin.define((view) => {
  const made = element("button", "cm-keys", "?");
  Object.assign(made, { type: "button", title: "Keys of the editor (F1)", ariaLabel: "Keys of the editor" });
  made.addEventListener("click", show);
  view.dom.append(made);
  return { destroy: () => made.remove() };
});

export const keys = [button, keymap.of([{ key: "F1", run: show, preventDefault: true }])];
