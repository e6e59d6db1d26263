// What objects were when they were last looked at or submitted: kept in this browser, the newest few dozen.

import { createStore, get, keys, set, delMany } from "idb-keyval";

const store = createStore("k6cfg-looks", "looks");
const most = 60;

/** @param {string} key @param {string} json */
export async function keep(key, json) {
  await set(key, { at: Date.now(), json }, store);
  const all = await keys(store);
  if (all.length <= most) return;
  const dated = await Promise.all(all.map(async (key) => ({ key, at: (await get(key, store))?.at ?? 0 })));
  dated.sort((a, b) => b.at - a.at);
  await delMany(dated.slice(most).map(({ key }) => key), store);
}

/** The JSON of `key`, or nothing. */
export async function find(key) {
  return (await get(key, store))?.json ?? "";
}
