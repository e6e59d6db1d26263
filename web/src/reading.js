// What all ways to bring files share. A file is {path, bytes}; one that cannot be used has `why` instead of its bytes.

/** Folders that no test reads. */
export const isLeftOut = (name) => name === ".git" || name === "node_modules" || name === "__MACOSX";

/** Bytes of one file: far more than an archive can hold. */
export const largest = 64 << 20;
export const tooLarge = "is larger than 64 MB";

export const unreadable = (path) => ({ path, why: "cannot be read" });

/** @param {File} file */
export async function readFile(file, path) {
  if (file.size > largest) return { path, why: tooLarge };
  return file.arrayBuffer().then((buffer) => ({ path, bytes: new Uint8Array(buffer) }), () => unreadable(path));
}

export const sorted = (found) => found.flat(Infinity).sort((a, b) => (a.path < b.path ? -1 : 1));
