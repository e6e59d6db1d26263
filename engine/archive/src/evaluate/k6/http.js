(function (host) {
  const http = {};
  const constants = {
    TLS_1_0: "tls1.0",
    TLS_1_1: "tls1.1",
    TLS_1_2: "tls1.2",
    TLS_1_3: "tls1.3",
    OCSP_STATUS_GOOD: "good",
    OCSP_STATUS_REVOKED: "revoked",
    OCSP_STATUS_SERVER_FAILED: "server_failed",
    OCSP_STATUS_UNKNOWN: "unknown",
    OCSP_REASON_UNSPECIFIED: "unspecified",
    OCSP_REASON_KEY_COMPROMISE: "key_compromise",
    OCSP_REASON_CA_COMPROMISE: "ca_compromise",
    OCSP_REASON_AFFILIATION_CHANGED: "affiliation_changed",
    OCSP_REASON_SUPERSEDED: "superseded",
    OCSP_REASON_CESSATION_OF_OPERATION: "cessation_of_operation",
    OCSP_REASON_CERTIFICATE_HOLD: "certificate_hold",
    OCSP_REASON_REMOVE_FROM_CRL: "remove_from_crl",
    OCSP_REASON_PRIVILEGE_WITHDRAWN: "privilege_withdrawn",
    OCSP_REASON_AA_COMPROMISE: "aa_compromise",
  };
  for (const [name, value] of Object.entries(constants)) Object.defineProperty(http, name, { value, enumerable: true });

  for (const name of ["get", "head", "post", "put", "patch", "del", "options", "request", "batch"]) {
    http[name] = () => host.fail("HTTP requests cannot be made while the script is loaded");
  }
  http.asyncRequest = () => Promise.reject(host.error("HTTP requests cannot be made while the script is loaded"));

  http.url = (parts, ...pieces) => {
    const join = (piece) => [...parts].map((part, i) => part + (i < pieces.length ? piece(i) : "")).join("");
    const url = join((i) => String(pieces[i]));
    if (/^[a-z]+:\/\/[^/?#]*[\s<>^`{|}]/i.test(url)) host.fail(`http.url() was given an address with a host that is none: ${url}`);
    return { name: join(() => "${}"), url, clean_url: url, clean: () => url, getURL: () => url };
  };
  http.file = (data, filename = String(Date.now() * 1e6), contentType = "application/octet-stream") => {
    if (typeof data !== "string" && !(data instanceof ArrayBuffer)) {
      host.fail(`http.file() takes a string or an ArrayBuffer, not ${data === null ? "null" : typeof data}`);
    }
    return { data, filename: String(filename), content_type: String(contentType) };
  };

  const expected = new WeakSet();
  http.expectedStatuses = (...given) => {
    if (given.length === 0) host.fail("expectedStatuses() needs an argument");
    given.forEach((one, i) => {
      if (Number.isInteger(one)) return;
      if (one === null || one === undefined || one.min === undefined || one.max === undefined) {
        host.fail(`argument ${i + 1} of expectedStatuses() is neither an integer nor like {min: 100, max: 329}`);
      }
      if (!Number.isInteger(one.min) || !Number.isInteger(one.max)) {
        host.fail(`min and max of argument ${i + 1} of expectedStatuses() must be integers`);
      }
    });
    const statuses = {};
    expected.add(statuses);
    return statuses;
  };
  http.setResponseCallback = (statuses) => {
    if (statuses === null) return;
    if (typeof statuses !== "object" || !expected.has(statuses)) {
      host.fail("setResponseCallback() takes what http.expectedStatuses() returns");
    }
  };

  const hostOf = (url) => /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(String(url))?.[1].toLowerCase() ?? "";
  http.CookieJar = function CookieJar() {
    const cookies = new Map();
    return {
      set(url, name, value) {
        const known = cookies.get(hostOf(url)) ?? new Map();
        known.set(String(name), String(value));
        cookies.set(hostOf(url), known);
        return true;
      },
      cookiesForURL(url) {
        const found = {};
        for (const [name, value] of cookies.get(hostOf(url)) ?? []) found[name] = [value];
        return found;
      },
      // k6 2.2 leaves them.
      clear() {},
      delete(url, name) {
        cookies.get(hostOf(url))?.delete(String(name));
      },
    };
  };
  http.cookieJar = () => host.fail("http.cookieJar() cannot be called while the script is loaded");
  return { default: http };
})
