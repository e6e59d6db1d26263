// Two texts side by side, or one under the other where there is no room, with what differs.

import { foldGutter } from "@codemirror/language";
import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { yaml } from "@codemirror/lang-yaml";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, keymap, lineNumbers } from "@codemirror/view";
import { theme } from "./theme.js";

/** Narrower than this, two columns of YAML cannot be read. */
const wide = 720;

const collapseUnchanged = { margin: 3, minSize: 6 };

const common = (label) => [
  lineNumbers(),
  foldGutter(),
  drawSelection(),
  search({ top: true }),
  yaml(),
  theme,
  look,
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
  EditorState.readOnly.of(true),
  keymap.of(searchKeymap),
];

const look = EditorView.theme({
  "&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText": { background: "var(--cm-removed-text)" },
  "&.cm-merge-b .cm-changedText": { background: "var(--cm-added-text)" },
  "&.cm-merge-a .cm-changedLine, .cm-deletedChunk": { backgroundColor: "var(--cm-removed)" },
  "&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine": { backgroundColor: "var(--cm-added)" },
  // On these grounds not every colour of the code can be read.
  ".cm-changedText, .cm-changedText *, .cm-deletedText, .cm-deletedText *": { color: "var(--cm-fg) !important" },
  ".cm-collapsedLines": {
    color: "var(--cm-gutter-fg)",
    background: "var(--cm-gutter-bg)",
    fontFamily: "var(--ds-font-family)",
  },
  // Its own signs are in few fonts.
  ".cm-collapsedLines::before, .cm-collapsedLines::after": { content: "'…'" },
});

/**
 * @param {ShadowRoot} root
 * @param {{before: string, after: string, label: string}} texts
 */
export function merge(root, { before, after, label }) {
  const place = root.appendChild(document.createElement("div"));
  place.style.height = "100%";
  place.style.overflow = "auto";
  let texts = { before, after };
  let isWide = place.clientWidth >= wide;
  let view = made();

  function made() {
    const { before, after } = texts;
    if (isWide) {
      const side = (doc, which) => ({ doc, extensions: common(`${label}: ${which}`) });
      return new MergeView({
        a: side(before, "before"), b: side(after, "after"), parent: place, root, collapseUnchanged, gutter: true,
      });
    }
    const inOne = unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged });
    return new EditorView({ doc: after, extensions: [common(label), inOne], parent: place, root });
  }

  function again() {
    view.destroy();
    place.replaceChildren();
    view = made();
  }

  const room = new ResizeObserver(() => {
    if (place.clientWidth >= wide !== isWide) {
      isWide = !isWide;
      again();
    }
  });
  room.observe(place);

  return {
    set(before, after) {
      if (before === texts.before && after === texts.after) return;
      texts = { before, after };
      again();
    },
    destroy() {
      room.disconnect();
      view.destroy();
      place.remove();
    },
  };
}
