import { name } from "./name.js";
export const options = { tags: { name } };
export default function () {}
