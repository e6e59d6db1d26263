// A panel at the side that says something and goes again: no part of the page waits for it.

import { element, words } from "./words.js";

let number = 0;

/** Shows the panel, in place of the one before, and takes the focus there; it goes back when the panel goes. */
export function showAside(title, ...content) {
  const screen = document.querySelector(".configure") ?? document.body;
  const before = focused();
  screen.querySelector(".aside")?.remove();
  const heading = element("h2", "ds-heading", title);
  Object.assign(heading, { id: `aside-${number++}`, tabIndex: -1 });
  heading.dataset.size = "2xs";
  const button = element("button", "ds-button", "×");
  button.type = "button";
  button.setAttribute("aria-label", "Close");
  Object.assign(button.dataset, { size: "sm", variant: "tertiary", icon: "true" });
  const body = element("div", "aside__body", ...content);
  body.tabIndex = 0;
  const aside = element("section", "aside", element("div", "aside__bar", heading, button), body);
  aside.setAttribute("role", "dialog");
  aside.setAttribute("aria-labelledby", heading.id);
  const close = () => {
    aside.remove();
    before?.focus();
  };
  button.addEventListener("click", close);
  aside.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  screen.append(aside);
  heading.focus();
}

/** The page of a code, as the worker takes it apart. */
export function showExplanation({ code, title, parts }) {
  showAside(`${code}: ${title}`, ...parts.flatMap(part));
}

function part({ heading, paragraph, list, code }) {
  if (heading) {
    const made = element("h3", "ds-heading", heading);
    made.dataset.size = "2xs";
    return made;
  }
  if (paragraph) return element("p", "", words(paragraph));
  if (list) return element("ul", "", ...list.map((item) => element("li", "", words(item))));
  const [name, text] = code;
  const block = element("pre", "aside__code", text);
  block.tabIndex = 0;
  block.setAttribute("aria-label", name);
  return [element("p", "aside__file", name), block];
}

function focused() {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}
