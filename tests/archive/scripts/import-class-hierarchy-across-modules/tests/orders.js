import { OrdersClient } from "../clients/orders.js";
import { endpoints } from "../config/endpoints.js";
const client = new OrdersClient(endpoints.orders);
export const options = { vus: 1, iterations: 1, tags: { url: client.url("1") } };
export default function () {
  if (client.url("2") !== "https://orders.example.com/api/2") throw new Error(client.url("2"));
}
