// Keys and values that fit, while typing and on request.

import {
  acceptCompletion,
  autocompletion,
  clearSnippet,
  completionStatus,
  nextSnippetField,
  pickedCompletion,
  prevSnippetField,
  snippet,
  snippetKeymap,
  startCompletion,
} from "@codemirror/autocomplete";
import { Prec } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import { element, paragraphs } from "./words.js";

export const completion = (assist) => [
  autocompletion({
    override: [source(assist)],
    icons: false,
    compareCompletions: (a, b) => a.rank - b.rank,
  }),
  Prec.highest(keymap.of([{ key: "Tab", run: acceptCompletion }])),
  snippetKeymap.of([
    { key: "Tab", run: (view) => nextSnippetField(view) && startCompletion(view), shift: prevSnippetField },
    { key: "Escape", run: (view) => completionStatus(view.state) === null && clearSnippet(view) },
  ]),
];

const source = (assist) => async (context) => {
  const { pos, explicit, state } = context;
  if (!explicit && !mayGoOn(state, pos)) return null;
  const found = await assist.complete(pos);
  if (!found || context.aborted) return null;
  const { from, to, options } = found;
  if (from > pos) return null;
  const written = state.sliceDoc(from, to);
  const isThere = options.some(({ label }) => label === written);
  // A word that is written out needs no help, and Enter after it is a new line.
  if (isThere && !explicit && pos === to) return null;
  const labels = new Set(options.map(({ label }) => label));
  return {
    from,
    options: options.map((option, rank) => suggestion(option, rank, to - pos)),
    // Asked about a word that is there: everything else that could be.
    ...(isThere && explicit ? { filter: false } : { validFor: (text) => /^[\w./@+-]*$/.test(text) && !labels.has(text) }),
  };
};

/** In a word, or where one is expected: not after each space. */
function mayGoOn(state, pos) {
  const line = state.doc.lineAt(pos);
  return /[\w./"'-]$|(^|\s)- $|: ?$|[[{,] ?$/.test(line.text.slice(0, pos - line.from));
}

/** `tail` is how much of the word stands after the caret. */
const suggestion = ({ label, insert, stops, detail, info }, rank, tail) => ({
  label,
  detail,
  rank,
  info: info.length ? () => element("div", "", ...paragraphs(info)) : undefined,
  apply(view, option, from, to) {
    const end = Math.min(to + tail, view.state.doc.length);
    if (stops.length > 1) {
      snippet(template(insert, stops, view.state.doc.lineAt(from).text))(view, option, from, end);
    } else {
      const caret = from + (stops[0] ?? insert.length);
      view.dispatch({
        changes: { from, to: end, insert },
        selection: { anchor: caret },
        scrollIntoView: true,
        userEvent: "input.complete",
        annotations: pickedCompletion.of(option),
      });
    }
    // The person goes on in an empty place: what fits there?
    if (stops.length) startCompletion(view);
  },
});

/** As `snippet` wants it, which indents each line as the first one is by itself. */
function template(insert, stops, firstLine) {
  const indent = /^\s*/.exec(firstLine)[0].length;
  const pieces = [0, ...stops].map((at, index) => insert.slice(at, stops[index] ?? insert.length));
  const lines = pieces.join("${}").split("\n");
  return lines.map((line, index) => (index === 0 ? line : line.slice(indent))).join("\n");
}
