// A module that is needed only now; wasm has no `import()` of its own.
export const load = (url) => import(url);

// The files and folders of a drop. The browser empties its list after the event, which may come before the module that
// reads them.
export const grab = (items) => Array.from(items, (item) => item.webkitGetAsEntry?.() ?? item.getAsFile?.()).filter(Boolean);
