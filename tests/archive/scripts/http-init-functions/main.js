import http from "k6/http";
http.setResponseCallback(http.expectedStatuses(200, { min: 300, max: 399 }, 404));
const file = http.file(open("./a.bin", "b"), "a.bin", "application/octet-stream");
const plain = http.file("text");
const url = http.url`https://example.com/orders/${5}/lines/${"a b"}`;
export const options = {
  vus: 1,
  iterations: 1,
  tags: {
    filename: file.filename,
    type: file.content_type,
    length: String(file.data.byteLength ?? file.data.length),
    plain_type: plain.content_type,
    plain_name: String(plain.filename.length > 0),
    url: String(url.url ?? url),
    url_keys: Object.keys(url).join(),
    file_keys: Object.keys(file).join(),
    tls: http.TLS_1_3,
    ocsp: http.OCSP_STATUS_GOOD,
  },
};
export default function () {}
