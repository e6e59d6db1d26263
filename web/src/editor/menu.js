// A choice of what can be done at the caret, by keyboard.

import { StateEffect, StateField } from "@codemirror/state";
import { keymap, showTooltip } from "@codemirror/view";
import { element } from "./words.js";

const setMenu = StateEffect.define();

const open = StateField.define({
  create: () => null,
  update(tooltip, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMenu)) return effect.value;
    return transaction.docChanged ? null : tooltip;
  },
  provide: (field) => showTooltip.from(field),
});

// The menu takes the focus a moment after it is there: a key may come before.
export const menu = [open, keymap.of([{ key: "Escape", run: (view) => view.state.field(open) !== null && (close(view), true) }])];

/** @param {{message: string, actions: {name: string, apply: Function}[]}[]} problems */
export function openMenu(view, problems) {
  const pos = view.state.selection.main.head;
  view.dispatch({ effects: setMenu.of({ pos, above: false, create: (view) => render(view, problems) }) });
}

function close(view) {
  view.dispatch({ effects: setMenu.of(null) });
  view.focus();
}

function render(view, problems) {
  const dom = element("div", "cm-menu");
  dom.setAttribute("role", "menu");
  dom.setAttribute("aria-label", "What can be done");
  for (const { message, actions } of problems) {
    const group = element("div", "");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", message);
    if (problems.length > 1) group.append(element("div", "cm-menu-about", message.split("\n")[0]));
    group.append(...actions.map((action) => item(view, action)));
    dom.append(group);
  }
  dom.addEventListener("keydown", (event) => onKey(view, dom, event));
  dom.addEventListener("focusout", ({ relatedTarget }) => {
    if (view.state.field(open) && !dom.contains(relatedTarget)) view.dispatch({ effects: setMenu.of(null) });
  });
  return { dom, mount: () => setTimeout(() => dom.querySelector("[role=menuitem]")?.focus()) };
}

function item(view, { name, apply }) {
  const made = element("button", "", name);
  Object.assign(made, { type: "button", role: "menuitem", tabIndex: -1 });
  made.addEventListener("click", () => {
    close(view);
    apply(view);
  });
  return made;
}

function onKey(view, dom, event) {
  const items = [...dom.querySelectorAll("[role=menuitem]")];
  const here = items.indexOf(event.target);
  const to = {
    ArrowDown: (here + 1) % items.length,
    ArrowUp: (here - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (to !== undefined) items[to].focus();
  else if (event.key === "Escape" || event.key === "Tab") close(view);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
