// A module that is needed only now; wasm has no `import()` of its own.
export const load = (url) => import(url);
