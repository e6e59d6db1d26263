import http from "k6/http";
export class Client {
  #base;
  constructor(base) {
    this.#base = base;
  }
  url(...parts) {
    return [this.#base, ...parts].join("/");
  }
  get(...parts) {
    return http.get(this.url(...parts));
  }
}
