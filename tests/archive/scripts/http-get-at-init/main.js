import http from "k6/http";
http.get("https://example.com");
export default function () {}
