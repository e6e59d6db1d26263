// Scripts and data files as the browser hands them over, and a place where they survive a reload.
// Loaded when it is first needed.

import { createStore, del as remove, get as read, keys as list, set as write } from "idb-keyval";
import { isLeftOut, readFile, sorted, unreadable } from "./reading.js";

const store = createStore("k6cfg", "files");

/** Keeps `bytes` (Uint8Array) under `key`. */
export const put = (key, bytes) => write(key, bytes, store);
/** The bytes under `key`, or undefined. */
export const get = (key) => read(key, store);
export const del = (key) => remove(key, store);
export const keys = () => list(store);

/**
 * What was dropped on the page, folders with all they hold: [{path, bytes}], sorted by path.
 * @param {(FileSystemEntry|File)[]} roots
 */
export const readDropped = (roots) => Promise.all(roots.map(readEntry)).then(sorted);

/**
 * What a file input holds (`multiple` or `webkitdirectory`): [{path, bytes}], sorted by path.
 * @param {FileList} files
 */
export function readFiles(files) {
  const found = Array.from(files, (file) => ({ file, path: file.webkitRelativePath || file.name }));
  const wanted = found.filter(({ path }) => !path.split("/").some(isLeftOut));
  return Promise.all(wanted.map(({ file, path }) => readFile(file, path))).then(sorted);
}

async function readEntry(entry) {
  if (entry instanceof File) return readFile(entry, entry.name);
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) return call(entry, "file").then((file) => readFile(file, path), () => unreadable(path));
  if (isLeftOut(entry.name)) return [];
  const reader = entry.createReader();
  const found = [];
  // A reader gives a folder in batches and ends with an empty one.
  for (let batch; (batch = await call(reader, "readEntries")).length > 0; ) found.push(...batch);
  return Promise.all(found.map(readEntry));
}

const call = (object, method) => new Promise((done, failed) => object[method](done, failed));
