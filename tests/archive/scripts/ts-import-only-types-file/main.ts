import { Order, make } from "./order.ts";
import { Only } from "./only-types.ts";
export const options = { tags: { id: make().id } };
export default function (a: Only, b: Order) {}
