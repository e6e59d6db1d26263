import http from "k6/http";
export const tagged = () => http.extra;
