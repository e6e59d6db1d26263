import http from "k6/http";
http.asyncRequest("GET", "https://example.com");
export default function () {}
