// The editor's look. Every colour is a custom property of the page, so light and dark need nothing here.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags as t } from "@lezer/highlight";

const highlight = HighlightStyle.define([
  { tag: [t.propertyName, t.definition(t.propertyName)], color: "var(--cm-key)" },
  { tag: [t.string, t.special(t.string), t.content], color: "var(--cm-string)" },
  { tag: [t.number, t.bool, t.null, t.atom], color: "var(--cm-number)" },
  { tag: [t.keyword, t.typeName, t.labelName, t.meta, t.attributeName], color: "var(--cm-keyword)" },
  { tag: [t.comment, t.lineComment], color: "var(--cm-comment)", fontStyle: "italic" },
  { tag: t.invalid, color: "var(--cm-error)" },
]);

const control = {
  fontFamily: "inherit",
  fontSize: "inherit",
  color: "var(--cm-fg)",
  background: "var(--cm-bg)",
  backgroundImage: "none",
  border: "1px solid var(--cm-gutter-fg)",
  borderRadius: "3px",
};

const mark = (colour) => ({
  backgroundImage: "none",
  textDecoration: `underline wavy 1.5px ${colour}`,
  textDecorationSkipInk: "none",
  textUnderlineOffset: "3px",
});

const look = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--cm-bg)", color: "var(--cm-fg)", fontSize: "var(--k6-font-code-size)" },
  "&.cm-focused": { outline: "2px solid var(--cm-focus)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--k6-font-code)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--cm-fg)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--cm-fg)", borderLeftWidth: "2px" },
  ".cm-gutters": {
    backgroundColor: "var(--cm-gutter-bg)",
    color: "var(--cm-gutter-fg)",
    borderRight: "1px solid var(--cm-line)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--cm-active-line)" },
  ".cm-activeLineGutter": { color: "var(--cm-fg)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--cm-selection)",
  },
  ".cm-selectionMatch, .cm-searchMatch": { backgroundColor: "var(--cm-match)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--cm-selection)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--cm-gutter-fg)" },
  ".cm-foldPlaceholder": { ...control, padding: "0 0.4em" },
  ".cm-specialChar": { color: "var(--cm-error)" },
  ".cm-panels": { backgroundColor: "var(--cm-panel)", color: "var(--cm-fg)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--cm-line)" },
  ".cm-panels-bottom": { borderTop: "1px solid var(--cm-line)" },
  ".cm-textfield": control,
  ".cm-button": { ...control, "&:active": { backgroundImage: "none", backgroundColor: "var(--cm-panel)" } },
  ".cm-panel button[name=close]": { color: "var(--cm-fg)" },
  ".cm-panel.cm-panel-lint ul [aria-selected]": { backgroundColor: "var(--cm-selection)", color: "var(--cm-fg)" },
  ".cm-tooltip": { backgroundColor: "var(--cm-panel)", color: "var(--cm-fg)", border: "1px solid var(--cm-line)" },
  ".cm-diagnostic": { padding: "0.4em 0.75em", whiteSpace: "pre-wrap", maxWidth: "40rem" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--cm-error)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--cm-warning)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--cm-info)" },
  ".cm-lintRange-error": mark("var(--cm-error)"),
  ".cm-lintRange-warning": mark("var(--cm-warning)"),
  ".cm-lintRange-info": mark("var(--cm-info)"),
});

export const theme = [look, syntaxHighlighting(highlight), EditorView.lineWrapping];
