class Options {
  constructor(vus) {
    this.vus = vus;
  }
  withRps(rps) {
    this.rps = rps;
    return this;
  }
}
export const options = new Options(3).withRps(20);
export default function () {}
