// A folder of the disk that the page may read (File System Access), remembered for the next visit.
// Loaded when it is first needed.

import { createStore, del, get, set } from "idb-keyval";
import { isLeftOut, readFile, sorted, unreadable } from "./reading.js";

// A database of its own: idb-keyval has one store in each.
const store = createStore("k6cfg-folder", "folder");

/** The files that were read, by path, each with its time and size: whether one has changed since. */
let seen = new Map();

/** The name of the remembered folder; empty when there is none. */
export async function name() {
  return (await get("handle", store).catch(() => undefined))?.name ?? "";
}

/** Lets the person choose a folder: all that is in it, or undefined when they choose none. */
export async function pick() {
  let handle;
  try {
    handle = await globalThis.showDirectoryPicker({ id: "k6cfg-tests", mode: "read" });
  } catch (why) {
    if (why.name === "AbortError") return undefined;
    throw why;
  }
  seen = new Map();
  // A browser that cannot keep it still reads it.
  await set("handle", handle, store).catch(() => {});
  return read(handle);
}

/**
 * All that is in the remembered folder, or nothing when nothing has changed since it was last read; undefined when it may
 * not be read.
 * @param {boolean} asks whether the person may be asked
 */
export async function again(asks) {
  const handle = await get("handle", store);
  if (!handle) return undefined;
  const may = { mode: "read" };
  let state = await handle.queryPermission(may);
  if (state === "prompt" && asks) state = await handle.requestPermission(may);
  return state === "granted" ? read(handle) : undefined;
}

export async function forget() {
  seen = new Map();
  await del("handle", store);
}

async function read(root) {
  const now = new Map();
  const files = [];
  for (const folders = [[root, root.name]]; folders.length > 0; ) {
    const [folder, path] = folders.pop();
    for (const entry of await entries(folder)) {
      if (isLeftOut(entry.name)) continue;
      const below = `${path}/${entry.name}`;
      if (entry.kind === "directory") {
        folders.push([entry, below]);
        continue;
      }
      // A link to nothing, or one that goes at this very moment.
      const file = await entry.getFile().catch(() => undefined);
      now.set(below, file ? `${file.lastModified} ${file.size}` : "");
      files.push({ below, file });
    }
  }
  const isSame = now.size === seen.size && [...now].every(([path, state]) => state !== "" && seen.get(path) === state);
  if (isSame) return [];
  const found = await Promise.all(files.map(({ below, file }) => (file ? readFile(file, below) : unreadable(below))));
  // What could not be read is tried again next time.
  for (const { path, why } of found) if (why) now.set(path, "");
  seen = now;
  return sorted(found);
}

/** What is in a folder; nothing of one that may not be looked into. */
async function entries(folder) {
  const all = [];
  try {
    for await (const entry of folder.values()) all.push(entry);
  } catch {
    // What was found until then.
  }
  return all;
}
