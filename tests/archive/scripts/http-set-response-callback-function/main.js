import http from "k6/http";
http.setResponseCallback((status) => status === 200);
export default function () {}
