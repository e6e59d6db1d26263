import http from "k6/http";
http.cookieJar();
export default function () {}
