// Earlier texts of documents, of closed ones too. A key is [document's id, time, length of the text]: what there is and
// how large can be told without reading the texts.

import { createStore, promisifyRequest } from "idb-keyval";

const store = createStore("k6cfg-versions", "versions");

/** Versions of one document, and letters in all of them together: the oldest go first. */
const each = 20;
const letters = 20_000_000;

/** Keeps a text; the one that was kept last goes when it says the same. */
export async function keep({ id, at, ...version }) {
  const [before] = await of(id);
  const put = () => store("readwrite", (versions) => {
    if (before?.text === version.text) versions.delete(key(before));
    versions.put(version, key({ id, at, ...version }));
    return promisifyRequest(versions.transaction);
  });
  await put().catch(async () => {
    // No room, most likely.
    await prune(letters / 4);
    await put();
  });
  await prune(letters);
  return "kept";
}

const key = ({ id, at, text }) => [id, at, text.length];

/** The versions of one document, the newest first: [{id, at, name, text, arguments}]. */
export const of = (id) => store("readonly", async (versions) => {
  const range = IDBKeyRange.bound([id], [id, []]);
  const [keys, values] = await Promise.all([versions.getAllKeys(range), versions.getAll(range)].map(promisifyRequest));
  return keys.map(([, at], index) => ({ id, at, ...values[index] })).reverse();
});

/** The last versions of all documents but these, the newest first. */
export async function ofOthers(ids) {
  const newest = lastOfEach(await allKeys()).filter(([id]) => !ids.includes(id));
  newest.sort(([, a], [, b]) => b - a);
  const texts = await store("readonly", (versions) => Promise.all(newest.map((key) => promisifyRequest(versions.get(key)))));
  return newest.map(([id, at], index) => ({ id, at, ...texts[index] }));
}

const allKeys = () => store("readonly", (versions) => promisifyRequest(versions.getAllKeys()));

/** Keys come in order: by id, then by time. */
const lastOfEach = (keys) => keys.filter(([id], index) => keys[index + 1]?.[0] !== id);

async function prune(limit) {
  const keys = await allKeys();
  const last = new Set(lastOfEach(keys));
  const ranks = new Map();
  const spare = [];
  for (const key of [...keys].reverse()) {
    const rank = (ranks.get(key[0]) ?? 0) + 1;
    ranks.set(key[0], rank);
    if (rank > each) spare.push(key);
  }
  // Of each document the last version goes last: it may be all there is of a closed one.
  const left = keys.filter((key) => !spare.includes(key)).sort((a, b) => last.has(a) - last.has(b) || a[1] - b[1]);
  let sum = left.reduce((sum, [, , length]) => sum + length, 0);
  for (const key of left) {
    if (sum <= limit) break;
    sum -= key[2];
    spare.push(key);
  }
  if (spare.length === 0) return;
  await store("readwrite", (versions) => {
    for (const key of spare) versions.delete(key);
    return promisifyRequest(versions.transaction);
  });
}
