import http from "k6/http";
http.expectedStatuses();
export default function () {}
