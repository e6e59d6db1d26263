// Making elements in few words. Nothing here takes markup: what a person named cannot become some.

/** `element("p", {class: "a", onclick: f}, "text", child…)`; properties that are undefined or false are left out. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== ""));
  return made;
}

/**
 * Shows a modal dialog until it is closed; the focus returns to where it was.
 * `build(done)` gives its content, `done(answer)` closes it. Escape answers null.
 * @returns {Promise<any>}
 */
export function dialog(title, kind, build) {
  const before = document.activeElement;
  return new Promise((resolve) => {
    let answer = null;
    const done = (value) => {
      answer = value;
      shown.close();
    };
    const id = `documents-${kind}`;
    const shown = element("dialog", { class: `ds-dialog documents-dialog documents-dialog--${kind}`, "aria-labelledby": id },
      element("h2", { class: "ds-heading", "data-size": "xs", id }, title),
      ...build(done));
    shown.addEventListener("close", () => {
      shown.remove();
      if (before?.isConnected) before.focus();
      resolve(answer);
    });
    document.body.append(shown);
    shown.showModal();
  });
}

export const button = (text, onclick, properties = {}) =>
  element("button", { type: "button", class: "ds-button", "data-size": "sm", onclick, ...properties }, text);

export const count = (many, word) => `${many} ${word}${many === 1 ? "" : "s"}`;

/** When something was, as people here write it: the time of today, else the day too. */
export function when(at) {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return today
    ? date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
    : date.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
}
