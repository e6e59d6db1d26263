// Enter after a key that has no value yet: what belongs to it is indented under it.

import { keymap } from "@codemirror/view";

// Indentation and dashes, a key, a colon, perhaps a comment.
const openKey = /^(\s*(?:-\s+)*)(?:"[^"]*"|'[^']*'|[^\s#"'[{-][^#]*?):\s*(?:#.*)?$/;

function underKey({ state, dispatch }) {
  const { main, ranges } = state.selection;
  const line = state.doc.lineAt(main.head);
  const after = line.text.slice(main.head - line.from);
  const key = openKey.exec(line.text.slice(0, main.head - line.from));
  if (ranges.length > 1 || !main.empty || after.trim() || !key) return false;
  const break_ = state.lineBreak + " ".repeat(key[1].length + 2);
  dispatch(
    state.update({
      changes: { from: main.head, to: line.to, insert: break_ },
      selection: { anchor: main.head + break_.length },
      scrollIntoView: true,
      userEvent: "input",
    }),
  );
  return true;
}

export const newline = keymap.of([{ key: "Enter", run: underKey }]);
