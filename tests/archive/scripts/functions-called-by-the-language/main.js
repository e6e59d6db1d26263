class Money {
  constructor(amount) { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ this.amount = amount; this.unit = Money.unit(); }
  static unit() { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return "kr"; }
  valueOf() { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return this.amount; }
  toString() { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return `${this.amount} ${this.unit}`; }
  toJSON() { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return { money: this.amount }; }
  *[Symbol.iterator]() { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ yield this.amount; yield this.unit; }
  get double() { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return this.amount * 2; }
  #secret() { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return "private"; }
  open() { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return this.#secret(); }
}
function* numbers() { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ yield 1; yield 2; }
async function later() { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return "later"; }
let awaited = "not yet";
later().then((value) => (awaited = value));
const five = new Money(5);
export const options = {
  get tags() {
    return { sum: String(five + 1), text: `${five}`, json: JSON.stringify(five), parts: [...five].join(), double: String(five.double), open: five.open(), numbers: [...numbers()].join(), awaited };
  },
};
export default function () {}
