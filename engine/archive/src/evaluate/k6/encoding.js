(function (host) {
  return {
    named: {
      b64encode: (input, encoding) => host.toBase64(host.bytesOf(input), String(encoding)),
      b64decode(input, encoding, format) {
        const bytes = host.fromBase64(String(input), String(encoding));
        return format === "s" ? host.text(bytes) : bytes;
      },
    },
  };
})
