// What stands in place of the page when it cannot start.

/** @param {string[]} missing what the browser lacks */
export function tooOld(missing) {
  show([
    element("h1", "ds-heading", "This browser cannot run k6cfg"),
    element("p", "ds-paragraph", `It has no ${missing.join(", no ")}.`),
    element("p", "ds-paragraph",
      "Current versions of Chromium, Chrome, Edge, Firefox and Safari have it. Some of them switch WebAssembly off in a strict mode."),
    element("p", "ds-paragraph", "The command-line tool ", element("code", "", "k6cfg"), " does the same without a browser."),
  ]);
}

/**
 * @param {unknown} why what was thrown
 * @param {URL} program what the page does not name by itself
 */
export function notLoaded(why, program) {
  console.error(why);
  const again = element("button", "ds-button", "Try again");
  again.type = "button";
  again.addEventListener("click", () => fetchAnew(program).then(() => location.reload()));
  show([
    element("h1", "ds-heading", "k6cfg could not be loaded"),
    element("p", "ds-paragraph",
      "A part of the page did not come, or is not the one that belongs to it: the connection broke, or a new version is just being published. What you wrote is kept in this browser."),
    element("p", "ds-paragraph", element("code", "k6-trouble__why", String(why?.message ?? why))),
    again,
  ]);
}

/** A reload takes from the browser's cache what it has, also an answer that was wrong. */
function fetchAnew(program) {
  const named = Array.from(document.querySelectorAll("link[href], script[src]"), ({ href, src }) => href ?? src);
  return Promise.allSettled([program, ...named].map((address) => fetch(address, { cache: "reload" })));
}

/** Does nothing once the app is there: it tells of its own trouble. */
function show(parts) {
  const loading = document.getElementById("loading");
  if (!loading) return;
  const main = element("main", "k6-trouble");
  const alert = element("div", "ds-alert k6-trouble__alert");
  alert.dataset.color = "danger";
  main.append(alert);
  loading.replaceWith(main);
  // Screen readers tell what comes into an alert that is there.
  alert.setAttribute("role", "alert");
  alert.append(...parts);
}

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}
