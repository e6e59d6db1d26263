(function (host) {
  const refuse = function WebSocket() {
    host.fail("WebSockets cannot be opened while the script is loaded");
  };
  class Blob {
    constructor(parts = [], options = {}) {
      const bytes = Array.from(parts, (part) => host.bytesOf(typeof part === "string" || part instanceof ArrayBuffer ? part : (part?.buffer ?? String(part))));
      this.data = host.joined(bytes);
      this.size = this.data.byteLength;
      this.type = String(options?.type ?? "");
    }
    text() {
      return Promise.resolve(host.text(this.data));
    }
    arrayBuffer() {
      return Promise.resolve(this.data);
    }
  }
  return { named: { WebSocket: refuse, Blob } };
})
