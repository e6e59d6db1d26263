// The lines that a field of the form is about.

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

/** {from, to} of what the field stands for, or null. */
export const setMark = StateEffect.define();

const line = Decoration.line({ class: "cm-field" });

export const mark = StateField.define({
  create: () => Decoration.none,
  update(lines, transaction) {
    let now = lines.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setMark)) now = effect.value ? linesOf(transaction.state.doc, effect.value) : Decoration.none;
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function linesOf(doc, { from, to }) {
  const lines = [];
  for (let number = doc.lineAt(from).number; number <= doc.lineAt(to).number; number++) {
    lines.push(line.range(doc.line(number).from));
  }
  return Decoration.set(lines);
}
