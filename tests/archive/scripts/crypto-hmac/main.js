import crypto, { hmac, createHMAC } from "k6/crypto";
const hasher = createHMAC("sha256", "key");
hasher.update("The quick brown fox ");
hasher.update("jumps over the lazy dog");
export const options = {
  tags: {
    sha256: hmac("sha256", "key", "The quick brown fox jumps over the lazy dog", "hex"),
    same: hasher.digest("hex"),
    sha1: hmac("sha1", "a secret", "my data", "base64"),
    sha512: hmac("sha512", new Uint8Array([1, 2, 3]).buffer, "my data", "base64rawurl"),
    md5: crypto.hmac("md5", "", "", "hex"),
    long_key: hmac("sha384", "k".repeat(200), "data", "hex"),
    ripemd160: hmac("ripemd160", "key", "data", "hex"),
  },
};
export default function () {}
