// Where one was in each document, for as long as the page lives.

const left = new Map();

export const places = {
  /** Keeps the selection and scroll position of the document `key`, which `view` shows. */
  leave(key, view) {
    if (key) left.set(key, { selection: view.state.selection, scroll: view.scrollSnapshot() });
  },
  /** The selection, unless the text has become too short for it. */
  selection(key, doc) {
    const selection = left.get(key)?.selection;
    return selection?.ranges.every(({ to }) => to <= doc.length) ? selection : undefined;
  },
  scroll: (key) => left.get(key)?.scroll,
};
