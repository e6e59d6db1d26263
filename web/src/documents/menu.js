// The menu below the document's name, as the ARIA practices have it: arrow keys, Home, End and letters move, Escape and
// Tab leave, the focus returns to the button.

import { count, element, when } from "./elements.js";

const onMac = /Mac|iP/.test(navigator.platform);

const actions = [
  ["new", "New"],
  ["open", "Open file…"],
  ["save", "Save", onMac ? "⌘S" : "Ctrl+S"],
  ["duplicate", "Duplicate"],
  ["rename", "Rename…"],
  ["versions", "Earlier versions…"],
  ["close", "Close"],
];

/** @type {((chosen: string|null) => void)|null} closes the menu that is open */
let close = null;

/** Answers with the action or the document's id that was chosen; asked again while it is open, it closes. */
export function menu({ documents, broken }) {
  if (close) return close(null);
  documents.sort((a, b) => b.changed - a.changed);
  const host = document.getElementById("documents");
  const button = host.querySelector("button");
  return new Promise((resolve) => {
    const list = element("div", { role: "menu", class: "documents__menu", "aria-label": "Documents", onkeydown: (event) => onKey(event, list) },
      element("div", { role: "group", class: "documents__kept", "aria-label": "Kept in this browser" },
        ...documents.map((one) => documentItem(one, choose)),
        ...brokenNote(broken)),
      element("div", { role: "separator", class: "documents__line" }),
      element("div", { role: "group", class: "documents__actions", "aria-label": "This document" },
        ...actions.map(([key, text, keys]) => item({ onclick: () => choose(key), "aria-keyshortcuts": keys && (onMac ? "Meta+S" : "Control+S") },
          element("span", {}, text),
          keys ? element("span", { class: "documents__keys", "aria-hidden": "true" }, keys) : undefined))));

    function choose(chosen) {
      close = null;
      removeEventListener("pointerdown", elsewhere, true);
      button.setAttribute("aria-expanded", "false");
      if (list.contains(document.activeElement)) button.focus();
      list.remove();
      resolve(chosen);
    }
    const elsewhere = (event) => {
      if (!host.contains(event.target)) choose(null);
    };
    // The focus goes on by itself after Tab, and to another window.
    list.addEventListener("focusout", (event) => {
      if (close && event.relatedTarget && !host.contains(event.relatedTarget)) choose(null);
    });
    close = choose;
    addEventListener("pointerdown", elsewhere, true);
    button.setAttribute("aria-expanded", "true");
    host.append(list);
    items(list)[0].focus();
  });
}

const item = (properties, ...children) =>
  element("button", { type: "button", role: "menuitem", tabindex: "-1", class: "documents__item", ...properties }, ...children);

function documentItem(one, choose) {
  const problems = [one.errors && count(one.errors, "error"), one.warnings && count(one.warnings, "warning")].filter(Boolean);
  const facts = [
    one.blank ? "empty" : one.namespace,
    one.changed > 0 ? `changed ${when(one.changed)}` : "",
    problems.join(", "),
    one.blank || one.saved ? "" : "not saved as a file",
  ].filter(Boolean);
  return item({ role: "menuitemradio", tabindex: "0", "aria-checked": String(one.open), onclick: () => choose(one.id) },
    element("span", { class: "documents__of" }, one.name),
    element("span", { class: "documents__facts" }, facts.join(" · ")));
}

function brokenNote(broken) {
  if (broken === 0) return [];
  const words = broken === 1 ? "1 more document cannot be read" : `${broken} more documents cannot be read`;
  return [item({ "aria-disabled": "true" }, element("span", { class: "documents__facts" }, `${words}; it stays in this browser`))];
}

const items = (list) => [...list.querySelectorAll(".documents__item")];

function onKey(event, list) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const all = items(list);
  const at = all.indexOf(document.activeElement);
  const last = all.length - 1;
  const moves = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, Home: 0, End: last };
  if (event.key in moves) all[moves[event.key]].focus();
  else if (event.key === "Escape") close(null);
  else if (event.key === "Tab") return close(null);
  else if (event.key.length === 1 && event.key !== " ") toLetter(all, at, event.key);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** To the next item that begins with the letter. */
function toLetter(all, at, letter) {
  const ordered = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  ordered.find((one) => one.textContent.toLowerCase().startsWith(letter.toLowerCase()))?.focus();
}
