import type { Order } from "./generated/types.ts";
export const options = { vus: 2 };
export default function (order: Order) {}
