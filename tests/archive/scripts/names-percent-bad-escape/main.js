import { rate } from "./100%.js";
export const options = { tags: { rate } };
export default function () {}
