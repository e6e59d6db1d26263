import http from "k6/http";
import { Counter } from "k6/metrics";
export const errors = new Counter("client_errors");
export const get = (url) => http.get(url);
