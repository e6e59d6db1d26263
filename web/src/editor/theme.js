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

/** Words, not code. */
const prose = {
  fontFamily: "var(--ds-font-family)",
  fontSize: "0.875rem",
  lineHeight: "1.45",
  whiteSpace: "normal",
  "& p": { margin: "0.25em 0 0" },
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
  ".cm-tooltip": {
    backgroundColor: "var(--cm-bg)",
    color: "var(--cm-fg)",
    border: "1px solid var(--cm-gutter-fg)",
    borderRadius: "3px",
    boxShadow: "var(--k6-shadow)",
  },
  ".cm-tooltip code": { fontFamily: "var(--k6-font-code)", color: "var(--cm-key)" },
  ".cm-tooltip-section:not(:first-child)": { borderTop: "1px solid var(--cm-line)" },
  ".cm-about": { ...prose, padding: "0.5em 0.75em", maxWidth: "min(34rem, 90vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete": {
    "& > ul": { fontFamily: "var(--k6-font-code)", maxHeight: "14rem", maxWidth: "min(40rem, 92vw)" },
    "& > ul > li": { padding: "0.15em 0.6em", lineHeight: "1.5" },
    "& > ul > li[aria-selected]": { background: "var(--cm-selection)", color: "var(--cm-fg)" },
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "bold" },
  ".cm-completionDetail": { ...prose, color: "var(--cm-gutter-fg)", fontStyle: "normal", marginLeft: "1em" },
  "li[aria-selected] .cm-completionDetail": { color: "var(--cm-fg)" },
  ".cm-tooltip.cm-completionInfo": { ...prose, padding: "0.5em 0.75em", maxWidth: "min(24rem, 90vw)" },
  ".cm-snippetField": { backgroundColor: "var(--cm-match)" },
  ".cm-keys": {
    position: "absolute",
    zIndex: 5,
    bottom: "0.5rem",
    right: "1rem",
    width: "1.75rem",
    height: "1.75rem",
    border: "1px solid var(--cm-gutter-fg)",
    borderRadius: "50%",
    background: "var(--cm-bg)",
    color: "var(--cm-fg)",
    font: "inherit",
    cursor: "pointer",
    "&:hover": { background: "var(--cm-panel)" },
    "&:focus-visible": { outline: "3px solid var(--cm-focus)", outlineOffset: "1px" },
  },
  ".cm-field": { backgroundColor: "var(--cm-lit)", boxShadow: "inset 3px 0 var(--cm-focus)" },
  ".cm-menu": { ...prose, display: "grid", padding: "0.25em", maxWidth: "min(34rem, 92vw)" },
  ".cm-menu-about": { padding: "0.3em 0.5em 0.1em", color: "var(--cm-gutter-fg)" },
  ".cm-menu button": {
    display: "block",
    width: "100%",
    padding: "0.3em 0.5em",
    border: "0",
    borderRadius: "3px",
    background: "none",
    color: "inherit",
    font: "inherit",
    textAlign: "start",
    cursor: "pointer",
  },
  ".cm-menu button:is(:hover, :focus)": { background: "var(--cm-selection)", outline: "none" },
  ".cm-diagnosticText": { display: "block" },
  ".cm-help": { display: "block", color: "var(--cm-gutter-fg)" },
  ".cm-diagnosticAction": { ...control, padding: "0.1em 0.6em", margin: "0.4em 0.5em 0 0", cursor: "pointer" },
  ".cm-diagnosticAction.cm-fix": { borderColor: "currentColor", fontWeight: "bold" },
  ".cm-tooltip-lint": { ...prose, maxWidth: "min(40rem, 92vw)" },
  ".cm-diagnostic": { padding: "0.4em 0.75em", whiteSpace: "normal" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--cm-error)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--cm-warning)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--cm-info)" },
  ".cm-lintRange-error": mark("var(--cm-error)"),
  ".cm-lintRange-warning": mark("var(--cm-warning)"),
  ".cm-lintRange-info": mark("var(--cm-info)"),
});

export const theme = [look, syntaxHighlighting(highlight), EditorView.lineWrapping];
