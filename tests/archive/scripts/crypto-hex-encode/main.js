import { hexEncode } from "k6/crypto";
export const options = { tags: { text: hexEncode("blå"), bytes: hexEncode(new Uint8Array([0, 15, 255]).buffer) } };
export default function () {}
