// The editor holds lines; a file may end them in several ways, even each in its own. This keeps them, so that opening and
// typing changes no line that was not touched, and translates offsets between the two.

export class LineEndings {
  /**
   * @param {string} source the text with its own line endings
   * @param {string} [text] with line feeds alone, where it is known; and then `breaks`, too
   */
  constructor(source, text, breaks) {
    this.source = source;
    const mixed = source.includes("\r");
    this.text = text ?? (mixed ? source.replace(/\r\n?/g, "\n") : source);
    // How each line ends; nothing where all end in a line feed.
    this.breaks = mixed ? (breaks ?? source.match(/\r\n?|\n/g)) : null;
    // Where each CR LF begins in the source.
    this.pairs = [];
    for (let at = source.indexOf("\r\n"); mixed && at >= 0; at = source.indexOf("\r\n", at + 2)) this.pairs.push(at);
  }

  /** The text after an update of the editor: a line that stays ends as before. */
  after({ startState, state, changes }) {
    const text = state.doc.toString();
    if (!this.breaks) return new LineEndings(text);
    const breaks = [];
    let copied = 0;
    const copy = (until) => {
      for (; copied < until; copied++) breaks.push(this.breaks[copied]);
    };
    changes.iterChanges((from, to, _from, _to, inserted) => {
      const [first, last] = [from, to].map((offset) => startState.doc.lineAt(offset).number - 1);
      copy(first);
      for (let at = 0; at < inserted.lines - 1; at++) breaks.push(this.#ofNew(first + Math.min(at, last - first)));
      copied = last;
      // Where lines go up to the end of the last, the one that they are taken from keeps its own ending.
      if (inserted.lines === 1 && to === startState.doc.line(last + 1).to && last < this.breaks.length) {
        breaks.push(this.breaks[first]);
        copied++;
      }
    });
    copy(this.breaks.length);
    const lines = text.split("\n");
    // The two together would end one line.
    const joins = (at) => lines[at] === "" && breaks[at] === "\n" && breaks[at - 1] === "\r";
    for (let at = 1; at < breaks.length; at++) if (joins(at)) breaks[at] = "\r\n";
    const source = lines.map((line, at) => line + (breaks[at] ?? "")).join("");
    return new LineEndings(source, text, breaks);
  }

  /** How a new line ends that is made of the line of this index: in the same way, but for one that YAML does not read. */
  #ofNew(index) {
    const ending = this.breaks[index];
    return ending && ending !== "\r" ? ending : this.#usual();
  }

  /** The ending that more lines have. */
  #usual() {
    return this.pairs.length > 0 && this.pairs.length * 2 >= this.breaks.filter((ending) => ending !== "\r").length ? "\r\n" : "\n";
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
