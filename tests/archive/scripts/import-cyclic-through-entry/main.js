import { describe } from "./describe.js";
export const name = "orders";
export const options = { tags: { text: describe() } };
export default function () {}
