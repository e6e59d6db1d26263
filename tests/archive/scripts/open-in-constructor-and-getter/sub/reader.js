export class Reader {
  constructor(name) {
    this.name = name;
    this.text = open(name).trim();
  }
  get again() {
    return open(this.name).trim();
  }
}
