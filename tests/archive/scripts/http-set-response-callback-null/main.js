import http from "k6/http";
http.setResponseCallback(null);
http.setResponseCallback(undefined);
http.setResponseCallback();
export default function () {}
