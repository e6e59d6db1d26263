(function (host) {
  const SeekMode = { Start: 0, Current: 1, End: 2 };
  const failure = (name, message) => Object.assign(host.error(message), { name });
  const files = new WeakMap();
  class File {
    constructor(path, bytes) {
      this.path = path;
      files.set(this, { bytes: new Uint8Array(bytes), at: 0 });
    }
    stat() {
      const { bytes } = files.get(this);
      return Promise.resolve({ name: this.path.split("/").pop(), size: bytes.length });
    }
    read(into) {
      if (!(into instanceof Uint8Array)) return Promise.reject(failure("TypeError", "read() failed; reason: into argument must be a Uint8Array"));
      const file = files.get(this);
      if (file.at >= file.bytes.length) return Promise.resolve(null);
      const part = file.bytes.subarray(file.at, file.at + into.length);
      into.set(part);
      file.at += part.length;
      return Promise.resolve(part.length);
    }
    seek(offset, whence) {
      if (!Number.isInteger(offset)) return Promise.reject(failure("TypeError", "seek() failed; reason: the offset argument is not an integer"));
      if (![0, 1, 2].includes(whence)) return Promise.reject(failure("TypeError", "seek() failed; reason: the whence argument must be a SeekMode"));
      const file = files.get(this);
      const at = offset + [0, file.at, file.bytes.length - 1][whence];
      if (at < 0 || at > file.bytes.length) return Promise.reject(failure("EOFError", "seek() failed; reason: offset is out of range"));
      file.at = at;
      return Promise.resolve(at);
    }
  }
  host.fileBytes = (file) => {
    const known = file !== null && typeof file === "object" ? files.get(file) : undefined;
    if (known === undefined) return undefined;
    const rest = known.bytes.slice(known.at).buffer;
    known.at = known.bytes.length;
    return rest;
  };
  const open = (path) => {
    if (path === null || path === undefined) return Promise.reject(failure("TypeError", "open() failed; reason: path cannot be null or undefined"));
    path = String(path);
    if (path === "") return Promise.reject(failure("TypeError", "open() failed; reason: path cannot be empty"));
    const kind = host.kind(path);
    if (kind === "missing") return Promise.reject(failure("NotFoundError", `no such file or directory "${path}"`));
    if (kind === "folder") return Promise.reject(failure("InvalidResourceError", `cannot open "${path}": opening a directory is not supported`));
    return Promise.resolve(new File(host.absolute(path), host.bytes(path)));
  };
  return { named: { open, SeekMode } };
})
