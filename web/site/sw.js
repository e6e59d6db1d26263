// The service worker of a page on a static host: it keeps one whole version of the page in this browser, so that the
// page opens without a network, and no tab gets parts of two versions. worker.mjs puts in what it keeps.
//
// Projects of one owner share an origin on some hosts: whatever is kept is named by the path that this page is at.

/** SHA-256 in base64 of each file of this version, by its path below the page's. */
const files = K6CFG_FILES;
const screens = new Set(K6CFG_SCREENS);
/** What belongs to a deployment, not to a version: it changes when it likes. */
const settings = ["profile.yaml", "settings"];
const page = "index.html";

const scope = new URL(self.registration.scope).pathname;
// No path of an address has a space in it.
const prefix = `k6cfg ${scope} `;
const own = prefix + K6CFG_VERSION;
const keptSettings = `${prefix}settings`;

self.addEventListener("install", (event) => event.waitUntil(takeAll()));
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));

// A new version waits until it is asked, or until no tab shows the old one.
self.addEventListener("message", ({ data }) => {
  if (data?.type === "activate") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || !pathname.startsWith(scope)) return;
  const path = pathname.slice(scope.length);
  if (!path.startsWith("api/")) event.respondWith(answer(request, path));
});

async function answer(request, path) {
  if (settings.includes(path)) return newest(request, path);
  const isVisit = request.mode === "navigate";
  const kept = isVisit && isScreen(path) ? await from(own, page) : await fromAny(path);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (unreachable) {
    const shown = isVisit && (await from(own, page));
    if (shown) return shown;
    throw unreachable;
  }
}

/** Any other address may be that of another project, or of a file beside the page. */
const isScreen = (path) => path === page || screens.has(path.replace(/\/$/, ""));

const address = (path) => new URL(scope + path, self.location.origin).href;

const from = (name, path) => caches.match(address(path), { cacheName: name });

/** A tab of another version gets its own file: what is loaded later has a name that changes with its content. */
async function fromAny(path) {
  if (path === page) return undefined;
  for (const name of [own, ...(await otherVersions())]) {
    const kept = await from(name, path);
    if (kept) return kept;
  }
  return undefined;
}

/** In the order in which they came. */
async function otherVersions() {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith(prefix) && name !== own && name !== keptSettings);
}

/** From the network; what was there last where that has nothing to say. */
async function newest(request, path) {
  const cache = await caches.open(keptSettings);
  const kept = await cache.match(address(path));
  const response = await fetch(request).catch((unreachable) => {
    if (!kept) throw unreachable;
  });
  if (kept && !(response?.status < 500)) return kept;
  // It is good for now also where the browser keeps nothing more.
  if (response.ok) await cache.put(address(path), response.clone()).catch(() => {});
  else if (response.status < 500) await cache.delete(address(path));
  return response;
}

/** All files, or none: a deployment that is half there is tried again at the next look. */
async function takeAll() {
  // The page comes last: a version that has it is whole.
  if (await from(own, page)) return;
  try {
    const cache = await caches.open(own);
    await Promise.all(Object.keys(files).filter((path) => path !== page).map((path) => take(cache, path)));
    await takeSettings();
    await takePage(cache);
  } catch (failure) {
    await caches.delete(own);
    throw failure;
  }
}

async function take(cache, path) {
  const bytes = (await known(path)) ?? (await checked(await ask(address(path)), path));
  await cache.put(address(path), new Response(bytes, { headers: headers(path) }));
}

/** With what the host says of it, such as who may show it in a frame. */
async function takePage(cache) {
  // Some hosts answer `index.html` with a redirect to its folder.
  const response = await ask(scope);
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  await cache.put(address(page), new Response(await checked(response, page), { headers }));
}

/** What an earlier version has, and has unchanged. */
async function known(path) {
  for (const name of await otherVersions()) {
    const bytes = await (await from(name, path))?.arrayBuffer();
    if (bytes && (await sha256(bytes)) === files[path]) return bytes;
  }
  return undefined;
}

const ask = (url) => fetch(url, { cache: "no-cache" });

/** The bytes of an answer. Browsers check no integrity of what a worker fetches, nor of workers. */
async function checked(response, path) {
  const bytes = await response.arrayBuffer();
  if (!response.ok || (await sha256(bytes)) !== files[path]) throw new Error(`${path} is not that of version ${K6CFG_VERSION}`);
  return bytes;
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...digest));
}

const types = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  png: "image/png",
  svg: "image/svg+xml",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
};

/** A web worker has the policy that its script comes with, and few static hosts send one. */
const headers = (path) => ({
  "content-security-policy": K6CFG_POLICY,
  "content-type": types[path.split(".").pop()] ?? "application/octet-stream",
});

/** So that they are there offline after the first visit, which asked for them before this worker could listen. */
async function takeSettings() {
  const cache = await caches.open(keptSettings);
  for (const path of K6CFG_SETTINGS) {
    const response = await ask(address(path));
    if (response.ok) await cache.put(address(path), response);
  }
}

/** Leaves this version, and the one before it for the tabs that still show it. */
async function tidy() {
  // One that is on its way here would lose what it has taken so far: it tidies up itself.
  if (self.registration.installing || self.registration.waiting) return;
  const others = await otherVersions();
  const whole = [];
  for (const name of others) if (await from(name, page)) whole.push(name);
  const left = others.filter((name) => name !== whole.at(-1));
  await Promise.all(left.map((name) => caches.delete(name)));
}
