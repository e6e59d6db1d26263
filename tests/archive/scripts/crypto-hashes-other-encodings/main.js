import { md5, sha1, sha256 } from "k6/crypto";
export const options = {
  tags: {
    base64: sha256("hello", "base64"),
    base64url: sha256("hello?", "base64url"),
    base64rawurl: sha1("hello", "base64rawurl"),
    binary: new Uint8Array(md5("hello", "binary")).join(),
    buffer: md5(new Uint8Array([104, 101, 108, 108, 111]).buffer, "hex"),
    empty: md5("", "hex"),
  },
};
export default function () {}
