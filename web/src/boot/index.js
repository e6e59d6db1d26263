// The page's first script. It starts the app, or says why that cannot be: nothing else runs by then that could.
// The build puts in where the app is, beside this file.

import { lacking } from "./needs.js";
import { notLoaded, tooOld } from "./trouble.js";

const program = new URL(K6CFG_WASM, import.meta.url);
const missing = lacking();
if (missing.length > 0) {
  tooOld(missing);
} else {
  start().catch((why) => notLoaded(why, program));
}

async function start() {
  // Before, it would take its share of the line from the style sheet.
  await drawn();
  const wasm = WebAssembly.compileStreaming(fetch(program));
  await turn();
  wakeStorage();
  const [{ default: app }, module_or_path] = await Promise.all([import(K6CFG_APP), wasm]);
  await turn();
  await app({ module_or_path });
}

/** The browser's turn: it can answer people in between. */
function turn() {
  return new Promise((done) => setTimeout(done));
}

/** The browser fetches what it keeps for the page when it is first asked, and the page waits. Now it waits anyway. */
function wakeStorage() {
  try {
    sessionStorage.getItem("k6cfg.open");
    localStorage.getItem("k6cfg.open");
  } catch {
    // The page finds out, and says so.
  }
}

/** What the page holds by now is on the screen: it says what is coming. */
function drawn() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    // A page that nobody sees draws nothing.
    setTimeout(done, 100);
  });
}
