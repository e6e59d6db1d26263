// What a key or a value is, where the pointer rests or the caret is.

import { EditorView, activateHover, closeHoverTooltips, hasHoverTooltips, hoverTooltip, keymap } from "@codemirror/view";
import { element, paragraphs, spoken } from "./words.js";

export function hover(assist) {
  const tooltip = hoverTooltip(
    async (view, pos) => {
      const found = await assist.hover(pos);
      if (!found) return null;
      const { from, to, title, lines } = found;
      const create = () => ({ dom: element("div", "cm-about", element("strong", "", title), ...paragraphs(lines)) });
      return { pos: from, end: to, above: true, create };
    },
    { hideOnChange: true },
  );
  const ask = (view) => {
    const at = view.state.selection.main.head;
    // Whatever has something to say of this place says it: this, and a problem.
    activateHover(view, at, 1, { until: (transaction) => transaction.docChanged || Boolean(transaction.selection) });
    assist.hover(at).then((found) => {
      const said = found ? [found.title, ...found.lines].map(spoken).join(" ") : "Nothing is known of this place.";
      view.dispatch({ effects: EditorView.announce.of(said) });
    });
    return true;
  };
  // What was called up by keyboard would stay for ever.
  const leave = EditorView.focusChangeEffect.of((state, focusing) =>
    !focusing && hasHoverTooltips(state) ? closeHoverTooltips : null);
  return [tooltip, leave, keymap.of([{ key: "Mod-k Mod-i", run: ask, preventDefault: true }])];
}
