import http from "k6/http";
http.file({ a: 1 });
export default function () {}
