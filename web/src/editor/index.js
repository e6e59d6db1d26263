// The text editor of the page. What to say about the text comes from outside; this only shows and edits it.
// `create` is the whole interface. All offsets are UTF-16 units of the text as it was handed in, line endings included.

import { isolateHistory } from "@codemirror/commands";
import { setDiagnostics } from "@codemirror/lint";
import { Annotation, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { Assist } from "./assist.js";
import { difference } from "./difference.js";
import { extensions } from "./extensions.js";
import { LineEndings } from "./line-endings.js";
import { setMark } from "./mark.js";
import { places } from "./places.js";
import { explanation, marks } from "./problems.js";
import { Waiting } from "./waiting.js";

export { merge } from "./merge.js";

/** Marks what the program did, so that it is not reported back as typing. */
const byProgram = Annotation.define();

/**
 * `onEvent(kind, detail)` gets, both as text: `typed` and the whole text; `caret` and its offset, or nothing when the
 * editor loses the focus; `ask` and an id, a space, and a question for the worker, which `answer` is to be called for;
 * `fix` and the index of the problem to mend; `problems` to go to their list; `undo` and `redo`, with `pageHistory`.
 * @param {ShadowRoot} root where the editor and its styles go
 * @param {{doc: string, key?: string, lang: "yaml"|"json", label: string, readOnly?: boolean, pageHistory?: boolean}}
 *   options `key` is the document's own, where there are several; with `pageHistory` the page undoes and redoes, else the
 *   editor by itself
 * @param {{onEvent?: (kind: string, detail: string) => void}} events
 */
export function create(
  root,
  { doc = "", key = "", lang, label, readOnly = false, pageHistory = false },
  { onEvent } = {},
) {
  let endings = new LineEndings(doc);
  // The page was asked to undo: its answer moves the caret to where it changes something.
  let travelling = false;
  // A fix is a step of its own, however soon it comes after typing.
  let isFixing = false;
  let isGone = false;

  const tell = (kind, detail = "") => {
    if (kind === "fix") isFixing = true;
    if (!isGone) onEvent?.(kind, String(detail));
  };
  const travel = pageHistory && ((back) => {
    travelling = true;
    tell(back ? "undo" : "redo");
  });
  const inner = (offset) => Math.min(endings.inner(offset), view.state.doc.length);
  const range = ({ from, to }) => ({ from: inner(from), to: Math.max(inner(from), inner(to)) });
  const assist = new Assist({ tell, range, outer: (offset) => endings.outer(offset) });

  const report = EditorView.updateListener.of((update) => {
    const typed = update.docChanged && update.transactions.some((transaction) => !transaction.annotation(byProgram));
    if (typed) {
      travelling = false;
      endings = endings.after(update);
      tell("typed", endings.source);
    }
    if (typed || update.selectionSet || update.focusChanged) {
      tell("caret", update.view.hasFocus ? endings.outer(update.state.selection.main.head) : "");
    }
  });

  const all = [extensions({ lang, label, readOnly, assist, travel }), report];
  const stateOf = (doc) => EditorState.create({ doc, selection: places.selection(key, doc), extensions: all });
  const view = new EditorView({ parent: root, root, state: stateOf(endings.text), scrollTo: places.scroll(key) });

  const handle = {
    /** Shows the document `of`, which comes back as it was left. */
    show(of, text) {
      if (of === key) return handle.set(text);
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
      if (!changes) return;
      const annotations = [byProgram.of(true), ...(isFixing ? [isolateHistory.of("full")] : [])];
      isFixing = false;
      view.dispatch({ changes, ...there, annotations });
    },
    get: () => endings.source,
    /**
     * Replaces all marks: [{from, to, severity: "error"|"warning"|"info", code, message, help, fix, related: [{from, to,
     * line, message}]}]; `help` and `fix` are empty where there is none.
     */
    diagnostics(list) {
      view.dispatch(setDiagnostics(view.state, marks(list, assist)), { annotations: byProgram.of(true) });
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
    /** Lights up the lines of a range instead of those before; of none when it ends before it begins. */
    mark(from, to) {
      const lines = from <= to ? range({ from, to }) : null;
      const effects = [setMark.of(lines), ...(lines ? [EditorView.scrollIntoView(lines.from, { yMargin: 48 })] : [])];
      view.dispatch({ effects, annotations: byProgram.of(true) });
    },
    /** Shows what a code means, beside the page. */
    explain: (code) => explanation(assist, code),
    /** What became of a question of `ask`: its id, and the answer in JSON, empty where there is none. */
    answer: (id, answer) => assist.answer(id, answer),
    focus: () => view.focus(),
    destroy() {
      isGone = true;
      places.leave(key, view);
      view.destroy();
    },
  };
  const waiting = new Waiting();
  view.contentDOM.addEventListener("focus", () => waiting.end());
  const said = Object.entries(handle).map(([name, act]) => [name, (...given) => {
    waiting.end();
    return act(...given);
  }]);
  return {
    ...Object.fromEntries(said),
    show(of, text) {
      // Someone types in the form: the next letter is not kept waiting for this.
      if (of === key && !view.hasFocus && !travelling && !isFixing) waiting.begin(() => handle.show(of, text));
      else {
        waiting.end();
        handle.show(of, text);
      }
    },
  };
}
