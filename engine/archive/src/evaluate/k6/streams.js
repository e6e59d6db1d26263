(function (host) {
  class ReadableStream {
    constructor() {
      this.locked = false;
    }
    cancel() {
      return Promise.resolve();
    }
    getReader() {
      return { read: () => Promise.reject(host.error("streams are not read while a test is read for its archive")), cancel: () => Promise.resolve(), releaseLock() {}, closed: Promise.resolve() };
    }
  }
  const strategy = (size) =>
    class {
      constructor({ highWaterMark }) {
        this.highWaterMark = highWaterMark;
      }
      size(chunk) {
        return size(chunk);
      }
    };
  const names = { CountQueuingStrategy: strategy(() => 1) };
  return { named: { ReadableStream, ReadableStreamDefaultReader: class ReadableStreamDefaultReader {}, ...names } };
})
