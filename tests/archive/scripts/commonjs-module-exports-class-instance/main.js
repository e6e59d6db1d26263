class Journey {
  constructor() {
    this.options = { vus: 2 };
    this.default = () => {};
  }
  setup() {}
}
module.exports = new Journey();
