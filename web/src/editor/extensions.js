// What the editor can do.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { completion } from "./completion.js";
import { hover } from "./hover.js";
import { keys } from "./keys.js";
import { mark } from "./mark.js";
import { newline } from "./newline.js";
import { problems } from "./problems.js";
import { theme } from "./theme.js";

const languages = { yaml, json };

/** `travel(back)`, where the page undoes and redoes. */
export const extensions = ({ lang, label, readOnly, assist, travel }) => [
  lineNumbers(),
  foldGutter(),
  drawSelection(),
  highlightSpecialChars(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSelectionMatches(),
  bracketMatching(),
  search({ top: true }),
  languages[lang](),
  theme,
  // An editable element takes the focus anyway; checkers of scrolling regions look for the number.
  EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", ...(readOnly ? {} : wayOut) }),
  readOnly ? reading : [helps(assist), lang === "yaml" ? newline : [], writing],
  readOnly ? [] : travel ? historyOfPage(travel) : [history(), keymap.of(historyKeymap)],
  keymap.of([...searchKeymap, ...foldKeymap, ...defaultKeymap]),
];

// Tab indents, so the way out by keyboard must be said; CodeMirror lets Tab through after Escape by itself.
const wayOut = {
  "aria-description": "Tab indents. Press Escape, then Tab, to leave the editor. F1 lists the keys.",
};

const reading = EditorState.readOnly.of(true);

/** The keys of an editor's own history, and the browser's menu, for one that the page keeps. */
const historyOfPage = (travel) => {
  const to = (back) => () => {
    travel(back);
    return true;
  };
  return [
    keymap.of([
      { key: "Mod-z", run: to(true), preventDefault: true },
      { key: "Mod-y", mac: "Mod-Shift-z", run: to(false), preventDefault: true },
      { linux: "Ctrl-Shift-z", run: to(false), preventDefault: true },
    ]),
    EditorView.domEventHandlers({
      beforeinput: ({ inputType }) => /^history(Undo|Redo)$/.test(inputType) && to(inputType === "historyUndo")(),
    }),
  ];
};

const helps = (assist) => [
  completion(assist),
  hover(assist),
  problems(assist),
  mark,
  keys,
];

const writing = [
  indentOnInput(),
  closeBrackets(),
  indentUnit.of("  "),
  EditorState.tabSize.of(2),
  keymap.of([...closeBracketsKeymap, indentWithTab]),
];
