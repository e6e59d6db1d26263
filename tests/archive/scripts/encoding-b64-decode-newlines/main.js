import { b64decode } from "k6/encoding";
export const options = { tags: { text: b64decode("aGVs\nbG8=\r\n", "std", "s") } };
export default function () {}
