const names =
  "URL URLSearchParams fetch Request Response Headers FormData Blob btoa atob structuredClone queueMicrotask Intl WeakRef FinalizationRegistry setTimeout clearTimeout setInterval clearInterval setImmediate TextEncoder TextDecoder crypto console require open global globalThis window self process Buffer module exports __dirname __filename Symbol Proxy Reflect Map Set WeakMap WeakSet Promise BigInt BigInt64Array SharedArrayBuffer Atomics AggregateError WebAssembly AbortController Event EventTarget performance navigator document XMLHttpRequest WebSocket ReadableStream Iterator escape unescape eval Function Date JSON Math DataView Float16Array Temporal __ENV __VU __ITER";
const tags = {};
for (const name of names.split(" ")) {
  try {
    tags[name] = typeof globalThis[name];
  } catch (e) {
    tags[name] = "throws";
  }
}
export const options = { tags };
export default function () {}
