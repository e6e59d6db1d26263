class Shape {
  static create(...args) {
    return new this(...args);
  }
  get area() {
    return 0;
  }
  toString() {
    return `${this.constructor.name} of ${this.area}`;
  }
}
class Square extends Shape {
  constructor(side) {
    super();
    this.side = side;
  }
  get area() {
    return super.area + this.side ** 2;
  }
  set area(value) {
    this.side = Math.sqrt(value);
  }
}
const square = Square.create(3);
square.area = 16;
class List extends Array {
  get last() {
    return this.at(-1);
  }
}
export const options = { tags: { square: String(square), list: String(List.from([1, 2]).map((n) => n * 2).last), target: (function () { return new.target === undefined; })().toString() } };
export default function () {}
