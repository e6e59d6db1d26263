import { b64encode } from "k6/encoding";
export const options = { tags: { typed: b64encode(new Uint8Array([1, 2, 3])), array: b64encode(new Uint8Array([1, 2, 3, 4]).buffer) } };
export default function () {}
