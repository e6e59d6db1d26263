// The text editor of the page. What to say about the text comes from outside; this only shows and edits it.
// `create` is the whole interface. All offsets are UTF-16 units of the text as it was handed in, line endings included.

import { Annotation, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { setDiagnostics } from "@codemirror/lint";
import { LineEndings } from "./line-endings.js";
import { extensions } from "./extensions.js";
import { difference } from "./difference.js";
import { places } from "./places.js";

/** Marks what the program did, so that it is not reported back as typing. */
const byProgram = Annotation.define();

/**
 * @param {ShadowRoot} root where the editor and its styles go
 * @param {{doc: string, key?: string, lang: "yaml"|"json", label: string, readOnly?: boolean}} options `key` is the
 *   document's own, where there are several
 * @param {{onChange?: (text: string, isUser: boolean) => void, onCursor?: (offset: number) => void,
 *   onHistory?: (back: boolean) => void}} events with `onHistory` the page undoes and redoes; else the editor by itself
 */
export function create(root, { doc = "", key = "", lang, label, readOnly = false }, { onChange, onCursor, onHistory } = {}) {
  let endings = new LineEndings(doc);
  // The page was asked to undo: its answer moves the caret to where it changes something.
  let travelling = false;
  const travel = onHistory && ((back) => {
    travelling = true;
    onHistory(back);
  });

  const report = EditorView.updateListener.of((update) => {
    const typed = update.transactions.some((transaction) => !transaction.annotation(byProgram));
    if (!typed) return;
    if (update.docChanged) {
      travelling = false;
      const text = endings.restore(update.state.doc);
      endings = new LineEndings(text);
      onChange?.(text, true);
    }
    if (update.selectionSet || update.docChanged) {
      onCursor?.(endings.outer(update.state.selection.main.head));
    }
  });

  const all = [extensions({ lang, label, readOnly, travel }), report];
  const stateOf = (doc) => EditorState.create({ doc, selection: places.selection(key, doc), extensions: all });
  const view = new EditorView({ parent: root, root, state: stateOf(endings.text), scrollTo: places.scroll(key) });

  const range = ({ from, to }) => {
    const end = view.state.doc.length;
    const start = Math.min(endings.inner(from), end);
    return { from: start, to: Math.min(Math.max(endings.inner(to), start), end) };
  };

  return {
    /** Shows the document `of`, which comes back as it was left. */
    show(of, text) {
      if (of === key) return this.set(text);
      places.leave(key, view);
      key = of;
      endings = new LineEndings(text);
      if (endings.text === view.state.doc.toString()) return;
      view.setState(stateOf(endings.text));
      const scroll = places.scroll(key);
      if (scroll) view.dispatch({ effects: scroll, annotations: byProgram.of(true) });
    },
    /** Shows `text`, changing only what differs: selection, scroll position and folds stay. */
    set(text) {
      endings = new LineEndings(text);
      const changes = difference(view.state.doc.toString(), endings.text);
      const there = travelling && changes ? { selection: { anchor: changes.from + changes.insert.length }, scrollIntoView: true } : {};
      travelling = false;
      if (changes) view.dispatch({ changes, ...there, annotations: byProgram.of(true) });
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
    destroy() {
      places.leave(key, view);
      view.destroy();
    },
  };
}
