// The editor holds lines; a file may end them with CR LF. This keeps the file's way, so that opening and typing
// changes no line that was not touched, and translates offsets between the two.

export class LineEndings {
  /** @param {string} source the text with its own line endings */
  constructor(source) {
    const pairs = source.match(/\r\n/g)?.length ?? 0;
    this.source = source;
    this.text = source.replace(/\r\n?/g, "\n");
    // A text that mixes them comes out with the one it has more of.
    this.ending = pairs > 0 && pairs * 2 >= (source.match(/\n/g)?.length ?? 0) ? "\r\n" : "\n";
    this.pairs = pairs;
  }

  /** The document as text: the source itself as long as nothing was changed. */
  restore(doc) {
    const text = doc.toString();
    if (text === this.text) return this.source;
    return this.ending === "\n" ? text : text.replace(/\n/g, this.ending);
  }

  /** An offset in the source as an offset in the editor. */
  inner(offset) {
    if (this.pairs === 0) return offset;
    return offset - (this.source.slice(0, offset).match(/\r\n/g)?.length ?? 0);
  }

  /** An offset in the editor as an offset in the source. */
  outer(offset) {
    if (this.pairs === 0) return offset;
    let out = 0;
    for (let at = 0; at < offset; at++) out += this.source.startsWith("\r\n", out) ? 2 : 1;
    return out;
  }
}
