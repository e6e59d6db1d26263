// What the page cannot do without, and what people call it. The rest of the page may use what all browsers have that
// have these.

// A function that takes and gives externref, gives two values, and uses memory.fill, i32.trunc_sat_f32_s and
// i32.extend8_s: all that Rust's compiler takes for granted.
const modern = Uint8Array.of(
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
  0x01, 0x07, 0x01, 0x60, 0x01, 0x6f, 0x02, 0x6f, 0x7f,
  0x03, 0x02, 0x01, 0x00,
  0x05, 0x03, 0x01, 0x00, 0x01,
  0x0a, 0x17, 0x01, 0x15, 0x00, 0x41, 0x00, 0x41, 0x00, 0x41, 0x00, 0xfc, 0x0b, 0x00,
  0x20, 0x00, 0x43, 0x00, 0x00, 0x00, 0x00, 0xfc, 0x00, 0xc0, 0x0b,
);

const needs = [
  ["WebAssembly", () => WebAssembly.compileStreaming],
  ["WebAssembly as compilers write it today", () => !globalThis.WebAssembly || WebAssembly.validate(modern)],
  ["web workers", () => Worker],
  ["BigInt", () => BigInt],
  ["structuredClone", () => structuredClone],
  ["dialogs", () => HTMLDialogElement.prototype.showModal],
  ["style sheets made by scripts", () => document.adoptedStyleSheets],
  ["layers of style sheets", () => CSSLayerBlockRule],
];

/** What of it this browser lacks. */
export const lacking = () => needs.filter(([, isThere]) => !holds(isThere)).map(([name]) => name);

// A name that the browser does not know throws.
function holds(isThere) {
  try {
    return Boolean(isThere());
  } catch {
    return false;
  }
}
