import { b64decode } from "k6/encoding";
export const options = { tags: { text: b64decode("/+Vh", "std", "s") } };
export default function () {}
