// What k6 puts into the global scope of every script, beside the language.
(function (host, env) {
  for (const name of ["WeakRef", "FinalizationRegistry", "SharedArrayBuffer", "Atomics", "Iterator", "Temporal"]) {
    delete globalThis[name];
  }
  delete Array.fromAsync;
  delete Object.groupBy;
  delete Map.groupBy;
  for (const name of ["union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom"]) {
    delete Set.prototype[name];
  }
  for (const name of ["module", "exports"]) {
    const mixed = () => host.fail(`\`${name}\` is not there in a file with imports or exports: use those, or CommonJS throughout`);
    Object.defineProperty(globalThis, name, { get: mixed, enumerable: false, configurable: true });
  }
  for (const name of ["open", "require"]) {
    Object.defineProperty(globalThis, name, { value: globalThis[name], writable: true, enumerable: true, configurable: true });
  }

  // The evaluator knows no places of the world: k6 writes all of them like this.
  const two = (number) => String(number).padStart(2, "0");
  const day = (date) => `${two(date.getMonth() + 1)}/${two(date.getDate())}/${date.getFullYear()}`;
  const time = (date) => `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const local = (write) =>
    function () {
      return Number.isNaN(this.getTime()) ? "Invalid Date" : write(this);
    };
  Date.prototype.toLocaleDateString = local(day);
  Date.prototype.toLocaleTimeString = local(time);
  Date.prototype.toLocaleString = local((date) => `${day(date)}, ${time(date)}`);
  for (const prototype of [Number.prototype, BigInt.prototype]) {
    prototype.toLocaleString = function () {
      return String(this);
    };
  }
  const letters = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("æ", "ae").replaceAll("ø", "o");
  const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  String.prototype.localeCompare = function (other) {
    const [a, b] = [String(this), String(other)];
    const plain = (text) => text.normalize("NFD").toLowerCase();
    // Lower case comes first where nothing else differs.
    return order(letters(a), letters(b)) || order(plain(a), plain(b)) || order(b.normalize("NFD"), a.normalize("NFD"));
  };
  if (!("stack" in Error.prototype)) {
    Object.defineProperty(Error.prototype, "stack", {
      get() {
        return `${this}\n\tat <init>`;
      },
      set(value) {
        Object.defineProperty(this, "stack", { value, writable: true, enumerable: false, configurable: true });
      },
      configurable: true,
    });
  }

  // What comes of loading a test depends on the variables that it looks at, in whatever way.
  const own = { keys: Reflect.ownKeys, descriptor: Reflect.getOwnPropertyDescriptor };
  const looked = (name) => typeof name === "string" && host.looked(name);
  globalThis.__ENV = new Proxy(env, {
    get(target, name) {
      looked(name);
      if (typeof name === "string" && !(name in target)) host.asked(name);
      return target[name];
    },
    has(target, name) {
      looked(name);
      return name in target;
    },
    getOwnPropertyDescriptor(target, name) {
      looked(name);
      return own.descriptor(target, name);
    },
    ownKeys(target) {
      host.lookedAtAll();
      return own.keys(target);
    },
    set(target, name, value) {
      target[name] = value === undefined || value === null ? "" : String(value);
      return true;
    },
  });
  globalThis.__VU = 0;
  Object.defineProperty(globalThis, "global", { get: () => globalThis, set() {}, enumerable: true, configurable: true });

  globalThis.console = {};
  for (const level of ["log", "debug", "info", "warn", "error"]) console[level] = (...given) => host.log(level, given);

  const timer = (repeat, name) => (callback, delay, ...given) => {
    if (typeof callback !== "function") throw new TypeError(`${name} requires a function`);
    return host.startTimer(() => callback(...given), Math.max(0, Number(delay) || 0), repeat);
  };
  globalThis.setTimeout = timer(false, "setTimeout");
  globalThis.setInterval = timer(true, "setInterval");
  globalThis.clearTimeout = (id) => host.stopTimer(Number(id) || 0);
  globalThis.clearInterval = (id) => host.stopTimer(Number(id) || 0);

  const bytesOf = (source) => {
    if (source instanceof ArrayBuffer) return new Uint8Array(source);
    if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
    throw new TypeError("expected an ArrayBuffer or a view of one");
  };
  const utf8 = ["utf-8", "utf8", "unicode-1-1-utf-8"];
  globalThis.TextEncoder = (class TextEncoder {
    get encoding() {
      return "utf-8";
    }
    encode(text = "") {
      return new Uint8Array(host.utf8(String(text)));
    }
  });
  globalThis.TextDecoder = (class TextDecoder {
    constructor(label = "utf-8", options = {}) {
      this.encoding = String(label).trim().toLowerCase();
      if (utf8.includes(this.encoding)) this.encoding = "utf-8";
      else if (!["utf-16le", "utf-16be"].includes(this.encoding)) throw new RangeError(`unsupported encoding ${label}`);
      this.fatal = Boolean(options.fatal);
      this.ignoreBOM = Boolean(options.ignoreBOM);
    }
    decode(source) {
      const bytes = source === undefined ? new Uint8Array(0) : bytesOf(source);
      const text =
        this.encoding === "utf-8"
          ? host.text(bytes.slice().buffer)
          : String.fromCharCode(
              ...Array.from({ length: bytes.length >> 1 }, (_, i) =>
                this.encoding === "utf-16le" ? bytes[2 * i] | (bytes[2 * i + 1] << 8) : (bytes[2 * i] << 8) | bytes[2 * i + 1],
              ),
            );
      if (this.fatal && text.includes("\uFFFD")) throw new TypeError("the encoded data is not valid");
      return !this.ignoreBOM && text.startsWith("\uFEFF") ? text.slice(1) : text;
    }
  });

  const hashes = { "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512" };
  const later = (name) => () => Promise.reject(host.error(`crypto.subtle.${name} is not available while a test is read for its archive`));
  const subtle = {
    digest(algorithm, data) {
      const name = String(algorithm?.name ?? algorithm).toUpperCase();
      if (!(name in hashes)) return Promise.reject(host.error(`unsupported algorithm ${name}`));
      return Promise.resolve(host.hash(hashes[name], bytesOf(data).slice().buffer));
    },
  };
  for (const name of ["encrypt", "decrypt", "sign", "verify", "generateKey", "deriveKey", "deriveBits", "importKey", "exportKey", "wrapKey", "unwrapKey"]) {
    subtle[name] = later(name);
  }
  globalThis.crypto = ({
    subtle,
    getRandomValues(array) {
      bytesOf(array).set(new Uint8Array(host.random(array.byteLength)));
      return array;
    },
    randomUUID() {
      const bytes = new Uint8Array(host.random(16));
      bytes[6] = (bytes[6] & 0x0f) | 0x40;
      bytes[8] = (bytes[8] & 0x3f) | 0x80;
      const hex = host.hex(bytes.buffer);
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
    },
  });
  Math.random = host.randomFloat;
})
