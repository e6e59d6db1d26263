// What the editor can do.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
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
import { theme } from "./theme.js";

const languages = { yaml, json };

export const extensions = ({ lang, label, readOnly }) => [
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
  readOnly ? reading : writing,
  keymap.of([...searchKeymap, ...foldKeymap, ...lintKeymap, ...defaultKeymap]),
];

// Tab indents, so the way out by keyboard must be said; CodeMirror lets Tab through after Escape by itself.
const wayOut = { "aria-description": "Tab indents. Press Escape, then Tab, to leave the editor." };

const reading = EditorState.readOnly.of(true);

const writing = [
  history(),
  lintGutter(),
  indentOnInput(),
  closeBrackets(),
  indentUnit.of("  "),
  EditorState.tabSize.of(2),
  keymap.of([...closeBracketsKeymap, ...historyKeymap, indentWithTab]),
];
