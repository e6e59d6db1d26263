// The page's first script. It starts the app, or says why that cannot be: nothing else runs by then that could.
// The build puts in where the app is, beside this file.

import { lacking } from "./needs.js";
import { notLoaded, tooOld } from "./trouble.js";

const missing = lacking();
if (missing.length > 0) {
  tooOld(missing);
} else {
  start().catch(notLoaded);
}

async function start() {
  const { default: app } = await import(K6CFG_APP);
  await app({ module_or_path: new URL(K6CFG_WASM, import.meta.url) });
}
