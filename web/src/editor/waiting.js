// Something that can wait for a task of its own, as long as nobody asks for more.

export class Waiting {
  #act = null;
  #timer = 0;

  /** Does it soon, in place of what waits already. */
  begin(act) {
    clearTimeout(this.#timer);
    this.#act = act;
    this.#timer = setTimeout(() => this.end());
  }

  /** Does now what waits, if anything. */
  end() {
    clearTimeout(this.#timer);
    const act = this.#act;
    this.#act = null;
    act?.();
  }
}
