import x509 from "k6/crypto/x509";
export const options = { tags: { keys: Object.keys(x509).sort().join(), parse: typeof x509.parse } };
export default function () {}
