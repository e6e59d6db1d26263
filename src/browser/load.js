let shown;

// A module that is needed only now; wasm has no `import()` of its own. What the page shows first is on the screen
// before any is fetched, and what is done with one is a task of its own: the browser can answer people in between.
export async function load(url) {
  shown ??= new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    // A page that nobody sees draws nothing.
    setTimeout(done, 100);
  });
  await shown;
  const module = await import(url);
  await new Promise((done) => setTimeout(done));
  return module;
}

// The files and folders of a drop. The browser empties its list after the event, which may come before the module that
// reads them.
export const grab = (items) => Array.from(items, (item) => item.webkitGetAsEntry?.() ?? item.getAsFile?.()).filter(Boolean);
