// The page's side of the service worker (web/site/sw.js): says when the page works offline, and when a newer version is there.

const hour = 3_600_000;
/** @type {ServiceWorkerRegistration | undefined} */
let registration;

/**
 * Has this browser keep the page, and looks for newer versions each hour and whenever the page comes into sight.
 * Never throws; without a service worker the page works as any other.
 * @param {string} url of the service worker, absolute
 * @param {object} tell
 * @param {() => void} tell.onReady the page opens without a network from now on
 * @param {() => void} tell.onUpdate a newer version is here and waits for `update`
 * @param {(why: string) => void} tell.onFailed the page is not kept; an update that fails is tried again unsaid
 */
export async function start(url, { onReady, onUpdate, onFailed }) {
  if (!navigator.serviceWorker) return onFailed("this browser keeps no pages that come without HTTPS");
  // What the page itself loads goes first.
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  try {
    registration = await navigator.serviceWorker.register(url, { updateViaCache: "none" });
  } catch (failure) {
    return onFailed(failure.message);
  }
  const followed = new WeakSet();
  registration.addEventListener("updatefound", follow);
  follow();
  if (registration.active) onReady();
  if (registration.waiting) onUpdate();
  setInterval(look, hour);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());

  function follow() {
    const worker = registration.installing;
    if (!worker || followed.has(worker)) return;
    followed.add(worker);
    const tellTaken = registration.active ? onUpdate : onReady;
    const tellFailed = registration.active ? () => {} : onFailed;
    let taken = false;
    worker.addEventListener("statechange", () => {
      if (taken) return;
      taken = worker.state !== "redundant";
      if (taken) tellTaken();
      else tellFailed("not all files of this version could be fetched");
    });
  }
}

// Without a network there is nothing to tell.
const look = () => registration.update().catch(() => {});

/** Turns to the newer version and loads the page anew; other tabs stay as they are until they do the same. */
export function update() {
  // Another tab may have turned to it by now.
  if (!registration?.waiting) return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  registration.waiting.postMessage({ type: "activate" });
}
