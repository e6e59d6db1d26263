import { Order, Customer } from "./types.ts";
import * as all from "./all.ts";
import fallback from "./fallback.ts";
const order: Order = { id: "1" };
export const options = { tags: { id: order.id } };
export default function () {}
