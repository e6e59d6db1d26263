import encoding, { b64decode, b64encode } from "k6/encoding";
const bytes = new Uint8Array([0, 255, 254, 62, 63]).buffer;
const view = (buffer) => new Uint8Array(buffer).join();
export const options = {
  tags: {
    plain: b64encode("blåbær & søtt?>"),
    std: b64encode(bytes, "std"),
    url: b64encode(bytes, "url"),
    rawstd: b64encode(bytes, "rawstd"),
    rawurl: b64encode(bytes, "rawurl"),
    other: b64encode(bytes, "whatever"),
    empty: `[${b64encode("")}]`,
    back: b64decode("YmzDpWLDpnI=", "std", "s"),
    buffer: view(b64decode("AP/+Pj8=")),
    buffer_std: view(b64decode("AP/+Pj8=", "std")),
    buffer_url: view(b64decode("AP_-Pj8=", "url")),
    raw: b64decode("YQ", "rawstd", "s"),
    rawurl_back: view(b64decode("AP_-Pj8", "rawurl")),
    default: encoding.b64encode("a"),
    surrogate: b64encode("🚀"),
  },
};
export default function () {}
