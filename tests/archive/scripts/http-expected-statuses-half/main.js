import http from "k6/http";
http.expectedStatuses({ min: 200 });
export default function () {}
