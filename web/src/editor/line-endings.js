// The editor holds lines; a file may end them with CR LF. This keeps the file's way, so that opening and typing
// changes no line that was not touched, and translates offsets between the two.

export class LineEndings {
  /** @param {string} source the text with its own line endings */
  constructor(source) {
    // Where each CR LF begins in the source.
    this.pairs = [];
    for (let at = source.indexOf("\r\n"); at >= 0; at = source.indexOf("\r\n", at + 2)) this.pairs.push(at);
    const pairs = this.pairs.length;
    this.source = source;
    this.text = source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source;
    // A text that mixes them comes out with the one it has more of.
    this.ending = pairs > 0 && pairs * 2 >= source.match(/\n/g).length ? "\r\n" : "\n";
  }

  /** The document as text: the source itself as long as nothing was changed. */
  restore(doc) {
    const text = doc.toString();
    if (text === this.text) return this.source;
    return this.ending === "\n" ? text : text.replace(/\n/g, this.ending);
  }

  /** An offset in the source as an offset in the editor. */
  inner(offset) {
    return offset - this.#count((at) => at < offset);
  }

  /** An offset in the editor as an offset in the source. */
  outer(offset) {
    return offset + this.#count((at, index) => at - index < offset);
  }

  /** How many of the pairs, from the first on, are `before` something. */
  #count(before) {
    let [low, high] = [0, this.pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(this.pairs[middle], middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
