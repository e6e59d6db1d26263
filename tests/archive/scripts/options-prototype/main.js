class Base {
  constructor() {
    this.vus = 2;
  }
  get rps() {
    return 10;
  }
}
export const options = new Base();
export default function () {}
