import { Client } from "./base.js";
export class OrdersClient extends Client {
  constructor(base) {
    super(`${base}/api`);
  }
}
