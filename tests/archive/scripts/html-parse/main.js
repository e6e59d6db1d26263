import { parseHTML } from "k6/html";
export const options = { tags: { type: typeof parseHTML } };
export default function () {}
