// Problems: what is underlined says what is wrong and what can be done about it.

import { forEachDiagnostic, lintGutter, nextDiagnostic, previousDiagnostic } from "@codemirror/lint";
import { EditorView, keymap } from "@codemirror/view";
import { showExplanation } from "./aside.js";
import { menu, openMenu } from "./menu.js";
import { element, spoken, words } from "./words.js";

/** Problems as the editor's marks. */
export const marks = (problems, assist) =>
  problems.map((problem, index) => {
    const { severity, message, help } = problem;
    return {
      ...assist.range(problem),
      severity,
      message: [message, help].filter(Boolean).map(spoken).join("\n"),
      renderMessage: () =>
        element("span", "", words(message), ...(help ? [element("span", "cm-help", words(help))] : [])),
      actions: actions(problem, index, assist),
    };
  });

/** What can be done about a problem: mend it, look at what it has to do with, read about it. */
function actions({ code, fix, related }, index, assist) {
  const all = related.map((place) => ({
    name: `${sentence(spoken(place.message))} (line ${place.line})`,
    apply: (view) => show(view, assist.range(place)),
  }));
  if (fix) {
    all.unshift({ name: sentence(spoken(fix)), markClass: "cm-fix", apply: () => assist.tell("fix", index) });
  }
  if (code) all.push({ name: `Explain ${code}`, code, apply: () => explanation(assist, code) });
  return all;
}

/** Shows the page of a code beside the text. */
export async function explanation(assist, code) {
  const page = await assist.explain(code);
  if (page) showExplanation(page);
}

function show(view, { from, to }) {
  view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
  view.focus();
}

export function problems(assist) {
  return [
    lintGutter(),
    menu,
    keymap.of([
      { key: "F8", run: nextDiagnostic, shift: previousDiagnostic, preventDefault: true },
      { key: "Mod-Shift-m", run: () => (assist.tell("problems"), true), preventDefault: true },
      { key: "Alt-Enter", run: mend, preventDefault: true },
      { key: "Mod-.", run: mend, preventDefault: true },
      { key: "Mod-k Mod-e", run: explain, preventDefault: true },
    ]),
  ];
}

/** Does what mends the problem at the caret; offers a choice where there are several ways, or none. */
function mend(view) {
  const here = at(view);
  const fixes = here.flatMap(({ actions }) => actions.filter(({ markClass }) => markClass));
  if (fixes.length === 1) fixes[0].apply(view);
  else if (here.length) openMenu(view, here);
  else say(view, "There is no problem here.");
  return true;
}

function explain(view) {
  const action = at(view).flatMap(({ actions }) => actions).find(({ code }) => code);
  if (action) action.apply(view);
  else say(view, "There is no problem here.");
  return true;
}

/** The problems that the caret is in; else those of its line. */
function at(view) {
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  const [here, beside] = [[], []];
  forEachDiagnostic(view.state, (diagnostic, from, to) => {
    if (from <= head && head <= to) here.push(diagnostic);
    else if (from <= line.to && to >= line.from) beside.push(diagnostic);
  });
  return here.length ? here : beside;
}

const say = (view, text) => view.dispatch({ effects: EditorView.announce.of(text) });

const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);
