(function (host) {
  const known = ["md4", "md5", "sha1", "sha256", "sha384", "sha512", "sha512_224", "sha512_256", "ripemd160"];
  const shown = (sum, encoding) => {
    switch (encoding) {
      case "hex":
        return host.hex(sum);
      case "base64":
        return host.toBase64(sum, "std");
      case "base64url":
        return host.toBase64(sum, "url");
      case "base64rawurl":
        return host.toBase64(sum, "rawurl");
      case "binary":
        return sum;
      default:
        return host.fail(`invalid output encoding: ${encoding}`);
    }
  };
  const hasher = (sum) => {
    const parts = [];
    return {
      update(input) {
        parts.push(host.bytesOf(input));
      },
      digest: (encoding) => shown(sum(host.joined(parts)), String(encoding)),
    };
  };
  const checked = (algorithm) => {
    if (!known.includes(algorithm)) host.fail(`invalid algorithm: ${algorithm}`);
    return algorithm;
  };
  const named = {
    createHash(algorithm) {
      checked(String(algorithm));
      return hasher((bytes) => host.hash(String(algorithm), bytes));
    },
    createHMAC(algorithm, key) {
      checked(String(algorithm));
      const secret = host.bytesOf(key);
      return hasher((bytes) => host.hmac(String(algorithm), secret, bytes));
    },
    hmac(algorithm, key, input, encoding) {
      checked(String(algorithm));
      return shown(host.hmac(String(algorithm), host.bytesOf(key), host.bytesOf(input)), String(encoding));
    },
    randomBytes(size) {
      if (!(size >= 1)) host.fail("invalid size");
      return host.random(Math.trunc(size));
    },
    hexEncode: (input) => host.hex(host.bytesOf(input)),
  };
  for (const algorithm of known) {
    named[algorithm] = (input, encoding) => shown(host.hash(algorithm, host.bytesOf(input)), String(encoding));
  }
  return { named };
})
