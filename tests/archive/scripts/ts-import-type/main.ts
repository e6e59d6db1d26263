import type { Order } from "./types.ts";
import { type Customer, make } from "./make.ts";
export type { Order };
const order: Order = { id: make("o") };
export const options = { tags: { id: order.id } };
export default function (customer: Customer) {}
