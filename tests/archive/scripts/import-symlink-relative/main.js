import { name } from "./linked.js";
export const options = { tags: { name } };
export default function () {}
