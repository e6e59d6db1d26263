// The text editor of the page. What to say about the text comes from outside; this only shows and edits it.
// `create` is the whole interface. All offsets are UTF-16 units of the text as it was handed in, line endings included.

import { Annotation, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { setDiagnostics } from "@codemirror/lint";
import { LineEndings } from "./line-endings.js";
import { extensions } from "./extensions.js";
import { difference } from "./difference.js";

/** Marks what the program did, so that it is not reported back as typing. */
const byProgram = Annotation.define();

/**
 * @param {ShadowRoot} root where the editor and its styles go
 * @param {{doc: string, lang: "yaml"|"json", label: string, readOnly?: boolean}} options
 * @param {{onChange?: (text: string, isUser: boolean) => void, onCursor?: (offset: number) => void}} events
 */
export function create(root, { doc = "", lang, label, readOnly = false }, { onChange, onCursor } = {}) {
  let endings = new LineEndings(doc);

  const report = EditorView.updateListener.of((update) => {
    const typed = update.transactions.some((transaction) => !transaction.annotation(byProgram));
    if (!typed) return;
    if (update.docChanged) {
      const text = endings.restore(update.state.doc);
      endings = new LineEndings(text);
      onChange?.(text, true);
    }
    if (update.selectionSet || update.docChanged) {
      onCursor?.(endings.outer(update.state.selection.main.head));
    }
  });

  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({ doc, extensions: [extensions({ lang, label, readOnly }), report] }),
  });

  const range = ({ from, to }) => {
    const end = view.state.doc.length;
    const start = Math.min(endings.inner(from), end);
    return { from: start, to: Math.min(Math.max(endings.inner(to), start), end) };
  };

  return {
    /** Shows `text`, changing only what differs: selection, scroll position and folds stay. */
    set(text) {
      endings = new LineEndings(text);
      const changes = difference(view.state.doc.toString(), endings.text);
      if (changes) view.dispatch({ changes, annotations: byProgram.of(true) });
    },
    get: () => endings.restore(view.state.doc),
    /** Replaces all marks: [{from, to, severity: "error"|"warning"|"info", message}]. */
    diagnostics(list) {
      const marks = list.map((one) => ({ ...range(one), severity: one.severity, message: one.message }));
      view.dispatch(setDiagnostics(view.state, marks), { annotations: byProgram.of(true) });
    },
    /** Selects a range, brings it into view and moves the focus there. */
    reveal(from, to) {
      const { from: anchor, to: head } = range({ from, to });
      view.dispatch({
        selection: { anchor, head },
        effects: EditorView.scrollIntoView(anchor, { y: "center" }),
        annotations: byProgram.of(true),
      });
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
