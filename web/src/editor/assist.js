// What the editor asks, and whom: the engine's worker, by way of the page. src/worker/assist.rs is the other end.

export class Assist {
  #waiting = new Map();
  #next = 0;

  /**
   * `tell` passes events on; `range` takes offsets of the text to those of the editor, `outer` one back.
   * @param {{tell: Function, range: Function, outer: Function}} page
   */
  constructor({ tell, range, outer }) {
    Object.assign(this, { tell, range, outer });
  }

  /** What stands at a place: {from, to, title, lines}, or null. */
  async hover(offset) {
    const found = await this.#ask(`hover ${this.outer(offset)}`);
    return found && { ...found, ...this.range(found) };
  }

  /** What may stand there: {from, to, options: [{label, insert, stops, detail, info, kind}]}, or null. */
  async complete(offset) {
    const found = await this.#ask(`complete ${this.outer(offset)}`);
    return found?.options.length ? { ...found, ...this.range(found) } : null;
  }

  /** The page of a code: {code, title, parts: [{heading} | {paragraph} | {list} | {code: [name, text]}]}, or null. */
  explain(code) {
    return this.#ask(`explain ${code}`);
  }

  answer(id, answer) {
    const settle = this.#waiting.get(id);
    this.#waiting.delete(id);
    settle?.(answer === "" ? null : JSON.parse(answer));
  }

  #ask(question) {
    return new Promise((settle) => {
      const id = String(this.#next++);
      this.#waiting.set(id, settle);
      this.tell("ask", `${id} ${question}`);
    });
  }
}
