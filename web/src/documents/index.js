// What the page needs to handle several documents, loaded after it is on screen: the menu, its dialogs, earlier
// versions, and files on the disk. The page asks by name; what a person decided comes back as text, nothing as null.

import { choose } from "./choose.js";
import { opened, pick, save } from "./disk.js";
import { menu } from "./menu.js";
import { rename } from "./rename.js";
import { keep } from "./versions.js";
import { versions } from "./versions-dialog.js";

const answers = { choose, keep, menu, opened, rename, save, versions };

/**
 * @param {keyof typeof answers} what
 * @param {string} json what the question is about
 * @returns {Promise<string|null>}
 */
export const ask = async (what, json) => (await answers[what](JSON.parse(json))) ?? null;

export { pick };
