import { Order } from "./nowhere.ts";
const order: Order = { id: "1" };
export default function () {}
