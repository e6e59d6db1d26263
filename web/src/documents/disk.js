// Files on the disk, where the browser lets a page save to a file that the person chose; else the page downloads.
// Which file a document came from is known by the document's id, over reloads too.

import { createStore, del, get, set } from "idb-keyval";

const places = createStore("k6cfg-places", "places");

const types = [
  { description: "Config file", accept: { "application/yaml": [".yaml", ".yml"], "application/json": [".json"] } },
];

/** What was picked last, by its name: becomes a document's place once it is opened. */
const picked = new Map();

/** Lets the person pick files: [{path, bytes}]. Call it inside a click. */
export async function pick() {
  if (!globalThis.showOpenFilePicker) return pickByInput();
  try {
    const handles = await showOpenFilePicker({ multiple: true, types });
    return await Promise.all(handles.map(async (handle) => {
      const file = await handle.getFile();
      picked.set(handle.name, { handle, modified: file.lastModified });
      return read(file);
    }));
  } catch {
    // Cancelled.
    return [];
  }
}

const pickByInput = () => new Promise((resolve) => {
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, accept: ".yaml,.yml,.json", hidden: true });
  const done = async () => {
    input.remove();
    resolve(await Promise.all(Array.from(input.files, read)));
  };
  input.addEventListener("change", done);
  input.addEventListener("cancel", done);
  document.body.append(input);
  input.click();
});

const read = async (file) => ({ path: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });

/** The document `id` was made from the file that was picked as `path`. */
export async function opened({ id, path }) {
  const place = picked.get(path);
  picked.delete(path);
  if (place) await set(id, place, places).catch(() => {});
}

/**
 * Saves to the file that the document came from, or lets the person choose one. Answers `=` and the file's name,
 * `cancelled`, `changed` when another program wrote to it since (asked once more, it is written over), or `download`
 * where none of this can be done.
 */
export async function save({ id, name, text }) {
  if (!globalThis.showSaveFilePicker) return "download";
  try {
    const known = await get(id, places).catch(() => undefined);
    // Under another name it becomes another file.
    const place = known?.handle.name === name ? known : { handle: await showSaveFilePicker({ suggestedName: name, types }) };
    if (await changedSince(place)) {
      await set(id, { handle: place.handle }, places);
      return "changed";
    }
    await write(place.handle, text);
    const { lastModified } = await place.handle.getFile();
    await set(id, { handle: place.handle, modified: lastModified }, places).catch(() => {});
    return `=${place.handle.name}`;
  } catch (error) {
    if (error.name === "AbortError") return "cancelled";
    // Gone, or not allowed any more: the next time one chooses anew.
    await del(id, places).catch(() => {});
    return "download";
  }
}

const changedSince = async ({ handle, modified }) =>
  modified !== undefined && (await handle.getFile()).lastModified !== modified;

async function write(handle, text) {
  const stream = await handle.createWritable();
  await stream.write(text);
  await stream.close();
}
