class Counter {
  #count = 0;
  static #made = 0;
  static name2 = "counter";
  static {
    Counter.#made = 10;
  }
  #add() {
    return ++this.#count;
  }
  get #double() {
    return this.#count * 2;
  }
  next() {
    this.#add();
    return this.#double + Counter.#made;
  }
  static is(o) {
    try {
      return o.#count >= 0;
    } catch {
      return false;
    }
  }
}
export const options = { tags: { next: String(new Counter().next()), is: `${Counter.is(new Counter())} ${Counter.is({})}`, name: Counter.name2 } };
export default function () {}
