import http from "k6/http";
const url = http.url`https://example.com/orders/${5}?q=${"a b"}`;
export const options = { tags: { json: JSON.stringify(url), name: String(url.name), text: String(url), clean: String(url.cleanURL) + String(url.clean_url) } };
export default function () {}
