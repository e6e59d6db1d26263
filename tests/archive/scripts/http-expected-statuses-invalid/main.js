import http from "k6/http";
http.expectedStatuses("200");
export default function () {}
